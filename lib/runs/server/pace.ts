import "server-only";
import { setTimeout as wait } from "node:timers/promises";

/** A door that all callers pass: where one of them is told to wait, all do. */
export class Pace {
  private closedUntil = 0;

  /** Nobody passes for so long. */
  hold(ms: number): void {
    this.closedUntil = Math.max(this.closedUntil, Date.now() + ms);
  }

  /** Resolves when it is open; rejects when the signal aborts. */
  async pass(signal: AbortSignal): Promise<void> {
    for (let left = this.closedUntil - Date.now(); left > 0; left = this.closedUntil - Date.now())
      await wait(left, undefined, { signal });
    signal.throwIfAborted();
  }
}
