/** So many at a time, in the order in which they come. */
export class Turns {
  private readonly inside = new Set<string>();
  private readonly waiting: { id: string; enter: () => void }[] = [];
  private readonly most: number;

  constructor(most: number) {
    this.most = most;
  }

  has(id: string): boolean {
    return this.inside.has(id);
  }

  /** Goes in whether there is room or not: it is going on already. */
  enter(id: string): void {
    this.inside.add(id);
  }

  /** Resolves when it is in. */
  take(id: string): Promise<void> {
    return new Promise((resolve) => {
      this.waiting.push({ id, enter: resolve });
      this.admit();
    });
  }

  leave(id: string): void {
    this.inside.delete(id);
    this.admit();
  }

  private admit(): void {
    while (this.inside.size < this.most) {
      const next = this.waiting.shift();
      if (!next) return;
      this.inside.add(next.id);
      next.enter();
    }
  }
}
