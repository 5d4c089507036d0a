/** A map that forgets its oldest entries when there are too many or they weigh too much. */
export class BoundedMap<Value> {
  readonly #entries = new Map<string, { value: Value; bytes: number }>();
  readonly #most: { entries: number; bytes: number };
  #bytes = 0;

  constructor(most: { entries: number; bytes: number }) {
    this.#most = most;
  }

  /** The newest entry always stays, whatever it weighs. */
  set(key: string, value: Value, bytes: number): void {
    this.delete(key);
    this.#entries.set(key, { value, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#entries.keys()) {
      if (oldest === key || (this.#entries.size <= this.#most.entries && this.#bytes <= this.#most.bytes))
        return;
      this.delete(oldest);
    }
  }

  get(key: string): Value | undefined {
    return this.#entries.get(key)?.value;
  }

  delete(key: string): void {
    this.#bytes -= this.#entries.get(key)?.bytes ?? 0;
    this.#entries.delete(key);
  }

  values(): Value[] {
    return [...this.#entries.values()].map((entry) => entry.value);
  }

  clear(): void {
    this.#entries.clear();
    this.#bytes = 0;
  }
}
