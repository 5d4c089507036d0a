import fc from "fast-check";
import { expect, test } from "vitest";
import { AppFailure } from "@/lib/core/app-error";
import { soundBody } from "./sound-body";

const envelope = JSON.stringify({ code: 50507, message: "Request failed: Unknown error.", data: null });

/** Bytes in pieces of the given lengths, over and over. */
async function* cut(bytes: Buffer, lengths: readonly number[]) {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

async function read(bytes: Buffer, lengths: readonly number[]) {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of soundBody(cut(bytes, lengths))) pieces.push(piece);
  } catch (thrown) {
    return { bytes: Buffer.concat(pieces), error: thrown instanceof AppFailure ? thrown.error.code : thrown };
  }
  return { bytes: Buffer.concat(pieces), error: undefined };
}

const sound = fc.array(fc.oneof(fc.uint8Array({ maxLength: 900 }), fc.constant(Buffer.from('{"'))), {
  maxLength: 6,
});
const lengths = fc.array(fc.integer({ min: 1, max: 1500 }), { minLength: 1, maxLength: 5 });

test("sound stays as it is, however it is cut and whatever is in it", async () => {
  await fc.assert(
    fc.asyncProperty(sound, lengths, async (pieces, cuts) => {
      const bytes = Buffer.concat(pieces);
      expect(await read(bytes, cuts)).toEqual({ bytes, error: undefined });
    }),
  );
});

test("an error behind the sound is told, and the sound before it is all there", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: 5000 }), lengths, async (length, cuts) => {
      const bytes = Buffer.alloc(length, 0xfb);
      const whole = Buffer.concat([bytes, Buffer.from(envelope)]);
      expect(await read(whole, cuts)).toEqual({ bytes, error: "upstream-failed" });
    }),
  );
});
