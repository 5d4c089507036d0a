import "server-only";
import type { ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";

/** The calls of programs that are being answered: who ends the process waits for them, for they are paid for. */
export class OpenCalls {
  private readonly open = new Set<ServerResponse>();
  private tell: () => void = () => {};

  /** Counts a call until its answer is over or its caller has gone. */
  watch(response: ServerResponse): void {
    this.open.add(response);
    response.once("close", () => {
      this.open.delete(response);
      if (this.open.size === 0) this.tell();
    });
  }

  /** Resolves when all are over, or after `graceMs`. */
  async over(graceMs: number): Promise<void> {
    if (this.open.size === 0) return;
    const timer = new AbortController();
    const late = wait(graceMs, undefined, { signal: timer.signal }).catch(() => {});
    await Promise.race([new Promise<void>((resolve) => (this.tell = resolve)), late]);
    timer.abort();
  }
}
