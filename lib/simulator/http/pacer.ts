import type { Pace } from "@/lib/simulator/options";
import type { Random } from "@/lib/simulator/random";

/** Waits; `null` waits until the signal. Resolves, never rejects, when the signal comes. */
export function sleep(ms: number | null, signal: AbortSignal): Promise<void> {
  if (signal.aborted || (ms !== null && ms <= 0)) return Promise.resolve();
  return new Promise((resolve) => {
    const timer = ms === null ? undefined : setTimeout(finish, ms);
    function finish(): void {
      clearTimeout(timer);
      signal.removeEventListener("abort", finish);
      resolve();
    }
    signal.addEventListener("abort", finish);
  });
}

/**
 * Lets tokens through at a pace; another pace holds from the next token on. Late timers do not add up: each wait aims
 * at a point on one line of time.
 */
export class Pacer {
  readonly #pace: () => Pace;
  readonly #random: Random;
  readonly #signal: AbortSignal;
  #due = 0;

  constructor(pace: () => Pace, random: Random, signal: AbortSignal) {
    this.#pace = pace;
    this.#random = random;
    this.#signal = signal;
  }

  async firstToken(): Promise<void> {
    const { speed, firstTokenMs, jitter } = this.#pace();
    this.#due = performance.now();
    if (speed === 0) return;
    this.#due += this.#vary(firstTokenMs / speed, jitter);
    await sleep(this.#due - performance.now(), this.#signal);
  }

  async tokens(count: number): Promise<void> {
    const { speed, tokensPerSecond, jitter } = this.#pace();
    if (speed === 0) this.#due = performance.now();
    if (speed === 0 || count === 0) return;
    this.#due += this.#vary((count * 1000) / (tokensPerSecond * speed), jitter);
    await sleep(this.#due - performance.now(), this.#signal);
  }

  #vary(ms: number, jitter: number): number {
    return ms * (1 + (this.#random() - 0.5) * jitter);
  }
}
