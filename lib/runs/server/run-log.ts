import "server-only";
import type { RunEvent, TimedRunEvent } from "../event";

/** Deltas of one part that come closer together than this travel as one event. */
const coalesceMs = 25;

type DeltaEvent = Extract<RunEvent, { delta: string }>;

/** What a follower reads: numbered events as JSON texts. Line `n` carries event `n + 1`. */
export type RunLines = {
  linesAfter(sequence: number): readonly string[];
  readonly finished: boolean;
  readonly length: number;
  /** Calls back whenever there is more to read. Returns how to stop. */
  onGrowth(listener: () => void): () => void;
};

/** A log that is over, as it was stored. */
export function finishedLines(lines: readonly string[]): RunLines {
  return {
    finished: true,
    length: lines.length,
    linesAfter: (sequence) => lines.slice(sequence),
    onGrowth: () => () => {},
  };
}

/**
 * The events of one running run, each serialised once for all who follow. The first delta after a pause goes
 * out at once; those that come within the next 25 ms are joined, so a log holds at most some 40 a second and
 * its size stays bounded by the run's longest duration and output.
 */
export class RunLog implements RunLines {
  private readonly lines: string[];
  private readonly listeners = new Set<() => void>();
  private readonly startedMs: number;
  private held: DeltaEvent | undefined;
  private holdTimer: NodeJS.Timeout | undefined;
  private lastDeltaMs = Number.NEGATIVE_INFINITY;

  private ended = false;

  /** @param earlier what the log of an earlier process held, and how long ago the run began, in milliseconds. */
  constructor(earlier: { lines: readonly string[]; ageMs: number } = { lines: [], ageMs: 0 }) {
    this.lines = [...earlier.lines];
    this.startedMs = performance.now() - earlier.ageMs;
  }

  get finished(): boolean {
    return this.ended;
  }

  get length(): number {
    return this.lines.length;
  }

  linesAfter(sequence: number): readonly string[] {
    return this.lines.slice(sequence);
  }

  onGrowth(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  append(event: RunEvent): void {
    if (this.ended) return;
    if ("delta" in event) {
      this.appendDelta(event);
      return;
    }
    this.release();
    this.ended = event.type === "run-end";
    this.write(event);
  }

  /** An event as a line that is not in the log yet, with the time of now. */
  lineOf(event: RunEvent): string {
    const timed: TimedRunEvent = { ...event, at: Math.round(performance.now() - this.startedMs) };
    return JSON.stringify(timed);
  }

  /** Adds a line of `lineOf`, other than the end. */
  appendLine(line: string): void {
    this.release();
    this.lines.push(line);
    for (const listener of this.listeners) listener();
  }

  private appendDelta(event: DeltaEvent): void {
    if (this.held?.part === event.part) {
      this.held = { ...this.held, delta: this.held.delta + event.delta };
      return;
    }
    this.release();
    const wait = this.lastDeltaMs + coalesceMs - performance.now();
    if (wait <= 0) {
      this.lastDeltaMs = performance.now();
      this.write(event);
      return;
    }
    this.held = event;
    this.holdTimer = setTimeout(() => this.release(), wait);
  }

  private release(): void {
    clearTimeout(this.holdTimer);
    if (!this.held) return;
    const event = this.held;
    this.held = undefined;
    this.lastDeltaMs = performance.now();
    this.write(event);
  }

  private write(event: RunEvent): void {
    this.lines.push(this.lineOf(event));
    for (const listener of this.listeners) listener();
  }
}
