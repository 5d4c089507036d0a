/** Without a word from SiliconFlow the first wait is this long, and each further one twice the last. */
const firstWaitMs = 2000;
const longestWaitMs = 60_000;
/** So many refusals without a success between them, and waiting on does not help today. */
const mostRefusals = 6;

/**
 * How many calls of one model may go on at the same time. A refusal for its rate halves them and makes the model
 * wait; then they grow again, by one with as many successes as there are calls.
 */
export class Pace {
  limit: number;
  /** Epoch milliseconds before which nothing is asked. */
  pausedUntil = 0;
  private readonly most: number;
  private successes = 0;
  private refusals = 0;
  private slowedAt = 0;

  constructor(most: number) {
    this.most = most;
    this.limit = most;
  }

  succeeded(): void {
    this.refusals = 0;
    this.successes += 1;
    if (this.successes < this.limit || this.limit >= this.most) return;
    this.successes = 0;
    this.limit += 1;
  }

  /** So many refusals in a row that asking again today makes no sense. */
  get hopeless(): boolean {
    return this.refusals >= mostRefusals;
  }

  /** A call that began at `startedAt` was refused for its rate. Of calls that went on together the first counts. */
  refused(startedAt: number, now: number, retryAfterSeconds: number | undefined): void {
    if (startedAt < this.slowedAt) return;
    this.slowedAt = now;
    this.refusals += 1;
    this.successes = 0;
    this.limit = Math.max(1, Math.floor(this.limit / 2));
    const wait = Math.min(longestWaitMs, firstWaitMs * 2 ** (this.refusals - 1));
    this.pausedUntil = Math.max(this.pausedUntil, now + (retryAfterSeconds ?? wait / 1000) * 1000);
  }
}
