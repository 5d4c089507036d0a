import type { Answer, JobName, Jobs } from "./jobs";

type Waiting = {
  resolve: (answer: never) => void;
  reject: (error: Error) => void;
  onProgress: ((share: number) => void) | undefined;
};
type AskOptions = {
  /** Told a share of the work from 0 to 1, by jobs that tell. */
  onProgress?: (share: number) => void;
  /** Ends a job that can be ended. */
  signal?: AbortSignal;
};

/** One model's vectors in a worker of their own, so that no mathematics stops the page, and models are worked on side by side. */
export class VectorsClient {
  private readonly worker = new Worker(new URL("./vectors-worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;

  constructor() {
    this.worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
      const waiting = this.waiting.get(data.id);
      if ("progress" in data) return waiting?.onProgress?.(data.progress);
      this.waiting.delete(data.id);
      if ("failed" in data) waiting?.reject(new Error(data.failed));
      else waiting?.resolve(data.answer as never);
    });
    this.worker.addEventListener("error", () => this.giveUp("The vectors' worker broke."));
  }

  /** Rejects when it cannot be worked out, or is not wanted any more. */
  ask<Name extends JobName>(
    job: Name,
    order: Jobs[Name]["order"],
    { onProgress, signal }: AskOptions = {},
  ): Promise<Jobs[Name]["answer"]> {
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject, onProgress });
      this.worker.postMessage({ id, job, order });
      signal?.addEventListener("abort", () => this.worker.postMessage({ stop: id }));
    });
  }

  /** Ends whatever is being worked out. */
  close(): void {
    this.worker.terminate();
    this.giveUp("It is not wanted any more.");
  }

  private giveUp(reason: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }
}
