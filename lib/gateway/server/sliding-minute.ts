import "server-only";

const minuteMs = 60_000;

/**
 * Sums up what happened in the last 60 seconds, to the entry: unlike counters that begin anew each minute, no 60 seconds
 * ever hold more than the limit that somebody keeps with it.
 */
export class SlidingMinute {
  private entries: { at: number; amount: number }[] = [];
  private sum = 0;

  add(amount: number, now: number): void {
    this.entries.push({ at: now, amount });
    this.sum += amount;
  }

  sumAt(now: number): number {
    const first = this.entries.findIndex(({ at }) => at > now - minuteMs);
    const gone = this.entries.splice(0, first < 0 ? this.entries.length : first);
    for (const { amount } of gone) this.sum -= amount;
    return this.sum;
  }

  /** The seconds until no more than `most` is left of what is counted; nothing where that is never. */
  secondsUntil(most: number, now: number): number | undefined {
    if (most < 0) return undefined;
    let rest = this.sumAt(now);
    if (rest <= most) return 0;
    for (const { at, amount } of this.entries) {
      rest -= amount;
      if (rest <= most) return (at + minuteMs - now) / 1000;
    }
    return undefined;
  }
}
