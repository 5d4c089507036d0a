import type { BuildSetup } from "./build";
import type { BatchSource } from "./source";
import type { BuiltFiles, TableReading } from "./table";

export type TableOrder =
  | { kind: "read"; file: Blob; name: string }
  | { kind: "line"; at: number; setup: BuildSetup }
  | { kind: "build"; setups: readonly BuildSetup[] }
  | { kind: "source"; idColumn: string | undefined; expected: string | undefined };

type Answer = { id: number; value: unknown } | { id: number; broken: true };
type Waiting = { resolve: (value: never) => void; reject: (reason: Error) => void };

/** A table in a worker of its own, which keeps its rows until it is closed. What waits then is rejected. */
export class TableDesk {
  private readonly worker = new Worker(new URL("./table-worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private closed = false;

  constructor() {
    this.worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      const { resolve, reject } = this.waiting.get(data.id) ?? {};
      this.waiting.delete(data.id);
      if ("broken" in data) reject?.(new Error("The table could not be worked on."));
      else resolve?.(data.value as never);
    });
    this.worker.addEventListener("error", () => this.close());
  }

  read(file: Blob, name: string): Promise<TableReading> {
    return this.ask({ kind: "read", file, name });
  }

  /** The line of one row, exactly as it is sent; rows count from 0. */
  line(at: number, setup: BuildSetup): Promise<string | undefined> {
    return this.ask({ kind: "line", at, setup });
  }

  build(setups: readonly BuildSetup[]): Promise<BuiltFiles> {
    return this.ask({ kind: "build", setups });
  }

  source(idColumn: string | undefined, expected: string | undefined): Promise<BatchSource> {
    return this.ask({ kind: "source", idColumn, expected });
  }

  close(): void {
    this.closed = true;
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new Error("The table was closed."));
    this.waiting.clear();
  }

  private async ask<Value>(order: TableOrder): Promise<Value> {
    if (this.closed) throw new Error("The table was closed.");
    this.last += 1;
    const id = this.last;
    return new Promise<Value>((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, order });
    });
  }
}
