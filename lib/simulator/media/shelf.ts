import { BoundedMap } from "@/lib/simulator/media/bounded-map";
import type { Effect, MediaFault } from "@/lib/simulator/scenarios/scenario";

/** A picture or clip that a link leads to. It is painted when somebody asks for it. */
export type MediaResult = {
  paint: () => Promise<Buffer>;
  /** What painting it needs to keep. */
  keptBytes: number;
  /** Milliseconds since 1970. */
  madeAt: number;
  fault: MediaFault | null;
};

type Shelved = MediaResult & { downloads: number };

const megabyte = 1024 * 1024;

/** The name of a result in the path of its link. */
export function mediaName(pathname: string): string | undefined {
  return /^\/media\/([^/]+)$/.exec(pathname)?.[1];
}

/** The results that links lead to: how to paint them, and the bytes of those that were asked for last. */
export class MediaShelf {
  readonly #results = new BoundedMap<Shelved>({ entries: 1000, bytes: 64 * megabyte });
  readonly #painted = new BoundedMap<Buffer>({ entries: 100, bytes: 64 * megabyte });
  readonly #painting = new Map<string, Promise<Buffer>>();

  put(name: string, result: MediaResult): void {
    this.#results.set(name, { ...result, downloads: 0 }, result.keptBytes);
  }

  get(name: string): MediaResult | undefined {
    return this.#results.get(name);
  }

  /** Counts a download. Answers what goes wrong with it, by the request's own fault or else the link's. */
  download(name: string, own: MediaFault | null): Effect | undefined {
    const result = this.#results.get(name);
    if (result !== undefined) result.downloads += 1;
    const fault = own ?? result?.fault ?? null;
    const passed = fault === null || (fault.times !== null && (result?.downloads ?? 0) > fault.times);
    return passed ? undefined : fault.effect;
  }

  /** The bytes of a result; painted once for all who ask at the same time. */
  async bytes(name: string, result: MediaResult): Promise<Buffer> {
    const ready = this.#painted.get(name);
    if (ready !== undefined) return ready;
    const painting = this.#painting.get(name) ?? result.paint();
    this.#painting.set(name, painting);
    try {
      const bytes = await painting;
      this.#painted.set(name, bytes, bytes.length);
      return bytes;
    } finally {
      this.#painting.delete(name);
    }
  }

  clear(): void {
    this.#results.clear();
    this.#painted.clear();
  }
}
