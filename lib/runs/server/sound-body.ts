import "server-only";
import { AppFailure } from "@/lib/core/app-error";
import { streamFrameError } from "@/lib/siliconflow/errors";

/** An envelope of SiliconFlow's is shorter than this. */
const longestEnvelope = 1024;

/** Where an envelope may begin near the end of bytes; their length where none does. */
function envelopeStart(bytes: Buffer): number {
  const from = Math.max(0, bytes.length - longestEnvelope);
  const found = bytes.indexOf('{"', from);
  if (found >= 0) return found;
  return bytes.at(-1) === 0x7b ? bytes.length - 1 : bytes.length;
}

function errorIn(bytes: Buffer) {
  try {
    return streamFrameError(JSON.parse(bytes.toString()));
  } catch {
    return undefined; // sound
  }
}

/**
 * Sound as it comes in. An error that SiliconFlow writes behind it, under status 200, is no sound: it is thrown as an
 * AppFailure, and what came before it has been given out.
 */
export async function* soundBody(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held = Buffer.alloc(0);
  for await (const piece of body) {
    const bytes = held.length > 0 ? Buffer.concat([held, piece]) : Buffer.from(piece);
    const at = envelopeStart(bytes);
    held = bytes.subarray(at);
    if (at > 0) yield bytes.subarray(0, at);
  }
  const error = errorIn(held);
  if (error) throw new AppFailure(error);
  if (held.length > 0) yield held;
}
