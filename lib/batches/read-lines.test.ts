import fc from "fast-check";
import { expect, test } from "vitest";
import { readLines } from "./read-lines";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A file that comes in pieces, and tells when its reader lets go of it. */
function coming(text: string, pieceBytes: number) {
  const bytes = encoder.encode(text);
  const told = { released: false };
  let at = 0;
  const source = new ReadableStream<Uint8Array>({
    pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + pieceBytes));
      at += pieceBytes;
    },
    cancel() {
      told.released = true;
    },
  });
  return { source, told };
}

test("lines are the same however the bytes come in, each with its place", async () => {
  const line = fc.string({ unit: fc.constantFrom("a", "长", "\r", " ", "é") });
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 8 }),
      fc.integer({ min: 1, max: 7 }),
      async (lines, size) => {
        const text = lines.join("\n");
        const whole = encoder.encode(text);
        let number = 1;
        for await (const read of readLines(coming(text, size).source)) {
          expect(read.number).toBe(number);
          const own = decoder.decode(read.bytes) + (read.carriageReturn ? "\r" : "");
          expect(own).toBe(lines[number - 1]);
          const end = read.offset + encoder.encode(own).length;
          expect(decoder.decode(whole.subarray(read.offset, end))).toBe(own);
          number += 1;
        }
        const last = lines.at(-1) === "" ? lines.length - 1 : lines.length;
        expect(number - 1).toBe(Math.max(0, last));
      },
    ),
  );
});

test("a reader that has read enough lets go of the file", async () => {
  const { source, told } = coming("one\ntwo\nthree\n".repeat(100), 16);
  for await (const _ of readLines(source)) break;
  expect(told.released).toBe(true);
});
