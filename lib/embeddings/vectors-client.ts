import { randomUuid } from "@/lib/core/random-uuid";
import { Turns } from "@/lib/creations/turns";
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
  /** What of the order goes to the worker without being copied, and is empty here from then on. */
  transfer?: Transferable[];
};

const unwanted = "It is not wanted any more.";

/** What keeps a processor busy for long. */
const lengthy = new Set<JobName>(["heat", "sample", "plane", "umap", "clusters", "save"]);
const turns = new Map<JobName, Turns>();

/** Of one kind of lengthy work so much goes on at a time that the page keeps a processor to itself. */
function turnsOf(job: JobName): Turns {
  const known = turns.get(job) ?? new Turns(Math.max(1, navigator.hardwareConcurrency - 1));
  turns.set(job, known);
  return known;
}

/** One model's vectors in a worker of their own, so that no mathematics stops the page. */
export class VectorsClient {
  private readonly worker = new Worker(new URL("./vectors-worker.ts", import.meta.url), { type: "module" });
  private readonly waiting = new Map<number, Waiting>();
  private last = 0;
  private closed = false;

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
  async ask<Name extends JobName>(
    job: Name,
    order: Jobs[Name]["order"],
    options: AskOptions = {},
  ): Promise<Jobs[Name]["answer"]> {
    if (!lengthy.has(job)) return this.post(job, order, options);
    const turn = randomUuid();
    await turnsOf(job).take(turn);
    try {
      options.signal?.throwIfAborted();
      return await this.post(job, order, options);
    } finally {
      turnsOf(job).leave(turn);
    }
  }

  private post<Name extends JobName>(
    job: Name,
    order: Jobs[Name]["order"],
    { onProgress, signal, transfer = [] }: AskOptions,
  ): Promise<Jobs[Name]["answer"]> {
    this.last += 1;
    const id = this.last;
    return new Promise((resolve, reject) => {
      if (this.closed) return reject(new Error(unwanted));
      this.waiting.set(id, { resolve, reject, onProgress });
      this.worker.postMessage({ id, job, order }, transfer);
      signal?.addEventListener("abort", () => this.worker.postMessage({ stop: id }));
    });
  }

  /** Ends whatever is being worked out. */
  close(): void {
    this.closed = true;
    this.worker.terminate();
    this.giveUp(unwanted);
  }

  private giveUp(reason: string): void {
    for (const { reject } of this.waiting.values()) reject(new Error(reason));
    this.waiting.clear();
  }
}
