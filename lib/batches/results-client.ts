import type { ResultAnswer, ResultJob, ResultJobs } from "./results-jobs";

type Waiting = { resolve: (answer: never) => void; reject: (error: Error) => void };

/** One batch's results in a worker of their own, so that no file stops the page. */
export class ResultsClient {
  private readonly worker = new Worker(new URL("./results-worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private ended: string | undefined;
  private leaving = false;

  constructor() {
    this.worker.addEventListener("message", ({ data }: MessageEvent<ResultAnswer>) => {
      const waiting = this.waiting.get(data.id);
      this.waiting.delete(data.id);
      if ("failed" in data) waiting?.reject(new Error(data.failed));
      else waiting?.resolve(data.answer as never);
      if (this.leaving && this.waiting.size === 0) this.close();
    });
    this.worker.addEventListener("error", () => this.end("The results' worker broke."));
  }

  /** Rejects when it cannot be done, or is not wanted any more. */
  ask<Name extends ResultJob>(
    job: Name,
    order: ResultJobs[Name]["order"],
  ): Promise<ResultJobs[Name]["answer"]> {
    if (this.ended !== undefined) return Promise.reject(new Error(this.ended));
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.worker.postMessage({ id, job, order });
    });
  }

  /** Another takes its place: what was asked of this one is still done. */
  leave(): void {
    this.leaving = true;
    if (this.waiting.size === 0) this.close();
  }

  close(): void {
    this.end("It is not wanted any more.");
  }

  private end(reason: string): void {
    this.ended = reason;
    this.worker.terminate();
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }
}
