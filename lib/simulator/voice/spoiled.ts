import type { SpeechFault } from "@/lib/simulator/scenarios/scenario";
import type { Piece } from "@/lib/simulator/voice/speech";

const platformError = JSON.stringify({ code: 50507, message: "Request failed: Unknown error.", data: null });

/** The pieces with what is wrong with their bytes. */
export async function* spoiled(
  pieces: AsyncIterable<Piece>,
  fault: SpeechFault | null,
): AsyncGenerator<Piece> {
  let sent = 0;
  for await (const piece of pieces) {
    const garbage = fault?.bytes === "garbage";
    const bytes = garbage ? Buffer.alloc(piece.bytes.length, "garbage") : piece.bytes;
    if (fault?.errorAfter !== undefined && sent + bytes.length > fault.errorAfter) {
      const rest = bytes.subarray(0, fault.errorAfter - sent);
      yield { ...piece, bytes: Buffer.concat([rest, Buffer.from(platformError)]) };
      return;
    }
    sent += bytes.length;
    yield { ...piece, bytes };
  }
}
