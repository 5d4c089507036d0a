/** One request as tests and people see it. Times are milliseconds since 1970. The key is never kept. */
export type LoggedRequest = {
  id: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** The parsed JSON body, a description of another body, or null. */
  body: unknown;
  traceId: string;
  /** The scenarios that applied. */
  scenarios: string[];
  /** Top-level body fields that the contract does not name. */
  undocumentedFields: string[];
  /** Pictures or clips that the request set going: work that would be charged, answered or not. */
  jobs: number;
  receivedAt: number;
  firstByteAt: number | null;
  endedAt: number | null;
  /** When the client closed the connection before the answer was complete. */
  closedByClient: number | null;
  status: number | null;
  /** Bytes of body written. */
  bytes: number;
};

const mostEntries = 1000;
const mostBodyBytes = 64 * 1024 * 1024;

/** Keeps the newest requests; the oldest go when there are too many or their bodies grow too large. */
export class RequestLog {
  readonly #entries: LoggedRequest[] = [];
  readonly #sizes = new Map<number, number>();
  readonly #watchers = new Set<() => void>();
  #bodyBytes = 0;
  #nextId = 1;

  add(entry: Omit<LoggedRequest, "id">): LoggedRequest {
    const added = { id: this.#nextId, ...entry };
    this.#nextId += 1;
    this.#entries.push(added);
    return added;
  }

  /** Told when a body was read, so that the log stays within its size. */
  bodyRead(entry: LoggedRequest, bytes: number): void {
    this.#sizes.set(entry.id, bytes);
    this.#bodyBytes += bytes;
    while (
      this.#entries.length > 1 &&
      (this.#entries.length > mostEntries || this.#bodyBytes > mostBodyBytes)
    ) {
      const oldest = this.#entries.shift();
      if (oldest === undefined) return;
      this.#bodyBytes -= this.#sizes.get(oldest.id) ?? 0;
      this.#sizes.delete(oldest.id);
    }
  }

  /** Told whenever an entry has changed in a way that somebody may wait for. */
  changed(): void {
    for (const watcher of this.#watchers) watcher();
  }

  all(): readonly LoggedRequest[] {
    return this.#entries;
  }

  clear(): void {
    this.#entries.length = 0;
    this.#sizes.clear();
    this.#bodyBytes = 0;
  }

  /** Resolves with the first entry that fits, now or later; with undefined when the signal comes first. */
  when(fits: (entry: LoggedRequest) => boolean, signal?: AbortSignal): Promise<LoggedRequest | undefined> {
    return new Promise((resolve) => {
      const finish = (entry: LoggedRequest | undefined): void => {
        this.#watchers.delete(look);
        resolve(entry);
      };
      const look = (): void => {
        const found = this.#entries.find(fits);
        if (found !== undefined) finish(found);
      };
      this.#watchers.add(look);
      signal?.addEventListener("abort", () => finish(undefined), { once: true });
      if (signal?.aborted) finish(undefined);
      else look();
    });
  }
}
