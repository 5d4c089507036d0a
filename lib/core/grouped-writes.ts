/**
 * Writes items one group after the other: those that come while a group is being written, or during the rest after it, are
 * the next one. A single item waits for nothing; of two hundred that come at once, one hundred and ninety-nine share a write.
 */
export class GroupedWrites<Item> {
  private readonly write: (items: readonly Item[]) => Promise<void>;
  private readonly rest: () => Promise<void>;
  private waiting: { item: Item; settle: (written: Promise<void>) => void }[] = [];
  private busy = false;

  /**
   * @param write all of them or none.
   * @param rest resolves when the next group may be written.
   */
  constructor(write: (items: readonly Item[]) => Promise<void>, rest: () => Promise<void>) {
    this.write = write;
    this.rest = rest;
  }

  /** Resolves when it is written. Rejects with why it, and not another of its group, could not be. */
  add(item: Item): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ item, settle: resolve });
      if (!this.busy) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting.length > 0) {
      const group = this.waiting.splice(0);
      const written = this.write(group.map(({ item }) => item));
      const failed = await written.then(
        () => false,
        () => true,
      );
      for (const { item, settle } of group) {
        // One that cannot be written keeps no other from it.
        const alone = failed && group.length > 1 ? this.write([item]) : written;
        settle(alone);
        await alone.catch(() => {});
      }
      await this.rest();
    }
    this.busy = false;
  }
}
