import "server-only";
import { AppFailure, appError } from "@/lib/core/app-error";

/** However long it takes to begin, a body has to come at this rate on the whole: the slowest of links does. */
const leastBytesPerSecond = 1024;

/** Whether something came within this time. */
async function within<Value>(coming: Promise<Value>, ms: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new AppFailure(appError("body-too-slow"))), ms);
  });
  try {
    return await Promise.race([coming, late]);
  } finally {
    clearTimeout(timer);
  }
}

/**
 * The same bytes, as long as they come: `patienceMs`, and a second more for each 1,024 bytes that have come. What the
 * reader takes for itself is not counted, so that an upload may wait for whoever takes it.
 * Node's own clock for a request is off, since a large upload may take an hour.
 * @throws AppFailure `body-too-slow`.
 */
export async function* atPace(
  bytes: AsyncIterable<Uint8Array>,
  patienceMs: number,
): AsyncGenerator<Uint8Array> {
  const pieces = bytes[Symbol.asyncIterator]();
  let leftMs = patienceMs;
  try {
    for (;;) {
      const askedAt = performance.now();
      const next = await within(pieces.next(), leftMs);
      if (next.done) return;
      leftMs += (next.value.byteLength / leastBytesPerSecond) * 1000 - (performance.now() - askedAt);
      yield next.value;
    }
  } finally {
    // One that waits for its next piece would end only after that.
    void Promise.resolve(pieces.return?.()).catch(() => {});
  }
}
