import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { AppFailure } from "@/lib/core/app-error";
import { checkedForm, keepForm, readForm } from "./form-reader";

const type = "multipart/form-data; boundary=b";
const text = fc.string({ unit: "binary", maxLength: 200 }).filter((value) => !value.includes("--b"));
const bytes = fc.uint8Array({ maxLength: 2000 }).map((array) => Buffer.from(array));
const cuts = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 20 });

function written(fields: [string, string][], content: Buffer): Buffer {
  const head = fields.map(
    ([name, value]) => `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  );
  return Buffer.concat([
    Buffer.from(head.join("")),
    Buffer.from(
      '--b\r\nContent-Disposition: form-data; name="file"; filename="声音.wav"\r\nContent-Type: audio/wav\r\n\r\n',
    ),
    content,
    Buffer.from("\r\n--b--\r\n"),
  ]);
}

/** The same bytes, cut in pieces of the given lengths over and over. */
async function* inPieces(whole: Buffer, lengths: readonly number[]) {
  for (let at = 0, turn = 0; at < whole.length; turn += 1) {
    const length = lengths[turn % lengths.length] ?? 1;
    yield whole.subarray(at, at + length);
    at += length;
  }
}

async function collected(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

describe("a form, wherever its bytes are cut", () => {
  test("is read as it was written, and kept byte for byte", async () => {
    await fc.assert(
      fc.asyncProperty(text, bytes, cuts, async (model, content, lengths) => {
        const whole = written([["model", model]], content);
        const form = await readForm(type, inPieces(whole, lengths));
        expect(form.fields.get("model")).toBe(model);
        expect(form.files).toEqual([
          { field: "file", fileName: "声音.wav", type: "audio/wav", bytes: content },
        ]);
        const kept = await keepForm(type, inPieces(whole, lengths));
        expect(Buffer.concat(kept.pieces).equals(whole)).toBe(true);
        expect(kept.length).toBe(whole.length);
        expect((await collected(checkedForm(type, inPieces(whole, lengths)))).equals(whole)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test("that ends early is refused, and its last piece is not handed on", async () => {
    const whole = written([["purpose", "batch"]], Buffer.from("abc"));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: whole.length - 8 }), cuts, async (length, lengths) => {
        const part = whole.subarray(0, length);
        const handedOn: Uint8Array[] = [];
        const reading = async () => {
          for await (const piece of checkedForm(type, inPieces(part, lengths))) handedOn.push(piece);
        };
        await expect(reading()).rejects.toThrow(AppFailure);
        expect(Buffer.concat(handedOn).length).toBeLessThan(length);
      }),
      { numRuns: 60 },
    );
  });

  test("of no sense at all throws nothing but a refusal", async () => {
    await fc.assert(
      fc.asyncProperty(bytes, text, cuts, async (content, header, lengths) => {
        for (const contentType of [type, `multipart/form-data; boundary=${header}`, header]) {
          const outcome = await readForm(contentType, inPieces(content, lengths)).catch((thrown) => thrown);
          if (outcome instanceof Error) expect(outcome).toBeInstanceOf(AppFailure);
        }
      }),
      { numRuns: 60 },
    );
  });
});
