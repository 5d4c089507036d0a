/** Does one piece of work at a time; of what is wanted meanwhile the last alone is done. */
export class LatestOnly {
  private busy = false;
  private next: (() => Promise<void>) | undefined;

  /** What is given must not reject. */
  want(work: () => Promise<void>): void {
    this.next = work;
    if (!this.busy) void this.goOn();
  }

  private async goOn(): Promise<void> {
    this.busy = true;
    for (let work = this.taken(); work; work = this.taken()) await work();
    this.busy = false;
  }

  private taken(): (() => Promise<void>) | undefined {
    const { next } = this;
    this.next = undefined;
    return next;
  }
}
