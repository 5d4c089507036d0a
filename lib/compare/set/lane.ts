import type { AppError } from "@/lib/core/app-error";
import { Pace } from "./pace";

/**
 * How a piece of work ended: done; refused for its rate, so that it is done again later; or in a way that would
 * repeat itself with every other piece.
 */
export type Outcome = { kind: "ok" | "other" } | { kind: "refused" | "hopeless"; error: AppError };

type LaneParts<Task> = {
  most: number;
  perform: (task: Task, lane: Lane<Task>) => Promise<Outcome>;
  onChange: () => void;
};

/** The calls of one model: a queue of its own, so that what holds up one model holds up no other. */
export class Lane<Task> {
  readonly pace: Pace;
  /** Why nothing more is asked of this model. */
  halted: AppError | undefined;
  /** The last refusal for its rate. */
  refusal: AppError | undefined;
  private readonly parts: LaneParts<Task>;
  private queue: Task[] = [];
  /** The same, to be looked up in. */
  private readonly queued = new Set<Task>();
  private active = 0;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private waiting: (() => void)[] = [];

  constructor(parts: LaneParts<Task>) {
    this.parts = parts;
    this.pace = new Pace(parts.most);
  }

  /** Whether a piece of work waits for its turn. */
  has(task: Task): boolean {
    return this.queued.has(task);
  }

  /** How much waits or goes on. */
  get size(): number {
    return this.queue.length + this.active;
  }

  add(tasks: readonly Task[]): void {
    this.queue.push(...tasks);
    for (const task of tasks) this.queued.add(task);
    this.pump();
  }

  /** Begins nothing more; what is going on ends by itself. */
  stop(): void {
    this.empty();
    this.settle();
  }

  /** A call that goes on was refused for its rate, and the server asks again by itself: begin no others meanwhile. */
  slowDown(startedAt: number, error: AppError): void {
    this.refusal = error;
    this.pace.refused(startedAt, Date.now(), error.retryAfterSeconds);
    this.parts.onChange();
  }

  /** Resolves when nothing is queued and nothing goes on. */
  whenIdle(): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.settle();
    });
  }

  private settle(): void {
    if (this.queue.length > 0 || this.active > 0) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    for (const resolve of this.waiting) resolve();
    this.waiting = [];
  }

  private pump(): void {
    const wait = this.pace.pausedUntil - Date.now();
    if (wait > 0 && this.queue.length > 0) {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.parts.onChange();
        this.pump();
      }, wait);
      return;
    }
    while (this.active < this.pace.limit) {
      const task = this.queue.shift();
      if (task === undefined) break;
      this.queued.delete(task);
      this.active += 1;
      void this.perform(task);
    }
    this.settle();
  }

  private async perform(task: Task): Promise<void> {
    const startedAt = Date.now();
    // Work that throws, because the storage has gone for example, holds up no other.
    const outcome = await this.parts.perform(task, this).catch((): Outcome => ({ kind: "other" }));
    this.active -= 1;
    if (outcome.kind === "ok") this.pace.succeeded();
    if (outcome.kind === "refused") this.again(task, startedAt, outcome.error);
    if (outcome.kind === "hopeless") this.halt(outcome.error);
    this.parts.onChange();
    this.pump();
  }

  private again(task: Task, startedAt: number, error: AppError): void {
    this.slowDown(startedAt, error);
    this.queue.unshift(task);
    this.queued.add(task);
    if (this.pace.hopeless) this.halt(error);
  }

  private halt(error: AppError): void {
    this.halted = error;
    this.empty();
  }

  private empty(): void {
    this.queue = [];
    this.queued.clear();
  }
}
