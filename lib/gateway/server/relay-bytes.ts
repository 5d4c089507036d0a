import "server-only";
import type { ByteSink } from "@/lib/http/server/reply";
import type { RunState } from "@/lib/runs/event";

/**
 * Hands bytes on as they come, as fast as they are read, and tells how that ended. Throws what broke them: the connection
 * is cut then, so that nobody takes a stump for the whole.
 */
export async function relayBytes(
  body: AsyncIterable<Uint8Array>,
  sink: ByteSink,
  onEnd: (state: RunState) => Promise<void>,
): Promise<void> {
  try {
    for await (const chunk of body) {
      if (!sink.write(chunk)) await sink.drained();
      if (sink.signal.aborted) break; // leaving the loop closes the upstream
    }
  } catch (thrown) {
    await onEnd(sink.signal.aborted ? "stopped" : "failed");
    if (!sink.signal.aborted) throw thrown;
    return;
  }
  await onEnd(sink.signal.aborted ? "stopped" : "completed");
}
