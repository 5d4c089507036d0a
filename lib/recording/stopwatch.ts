/** Counts the seconds in which it runs. */
export class Stopwatch {
  private counted = 0;
  private since: number | undefined;

  start(): void {
    this.since ??= performance.now();
  }

  stop(): void {
    this.counted = this.seconds;
    this.since = undefined;
  }

  get seconds(): number {
    return this.counted + (this.since === undefined ? 0 : (performance.now() - this.since) / 1000);
  }
}
