import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { assembled, type Edit, edited, wholeFile } from "./pieces";

const asText = (file: Blob) => file.text();

/** Changes that do not overlap, in a text of ASCII. */
const editsOf = (length: number): fc.Arbitrary<Edit[]> =>
  fc.array(fc.tuple(fc.nat(length), fc.nat(length), fc.string()), { maxLength: 5 }).map((drawn) => {
    const edits: Edit[] = [];
    for (const [a, b, text] of drawn) {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      if (edits.every((other) => to < other.from || from > other.to)) edits.push({ from, to, text });
    }
    return edits;
  });

/** The same, the plain way. */
function plain(text: string, edits: readonly Edit[]): string {
  const bytes = Buffer.from(text);
  let [result, at] = ["", 0];
  for (const { from, to, text: put } of edits.toSorted((a, b) => a.from - b.from)) {
    result += bytes.subarray(at, from).toString("latin1") + Buffer.from(put).toString("latin1");
    at = to;
  }
  return Buffer.from(result + bytes.subarray(at).toString("latin1"), "latin1").toString();
}

describe("a file that is changed", () => {
  test("is what the changes make of it, one round after the other", async () => {
    const ascii = fc.string({ unit: "grapheme-ascii", minLength: 1, maxLength: 60 });
    const rounds = ascii.chain((text) => fc.tuple(fc.constant(text), editsOf(text.length)));
    await fc.assert(
      fc.asyncProperty(rounds, fc.array(fc.string(), { maxLength: 3 }), async ([text, edits], later) => {
        const file = new Blob([text]);
        let pieces = edited(wholeFile(file.size), edits);
        let expected = plain(text, edits);
        expect(await asText(assembled(file, pieces))).toBe(expected);
        for (const put of later) {
          const size = Buffer.byteLength(expected);
          pieces = edited(pieces, [{ from: size, to: size, text: put }]);
          expected += put;
          pieces = edited(pieces, [{ from: 0, to: 0, text: "…" }]);
          expected = `…${expected}`;
          expect(await asText(assembled(file, pieces))).toBe(expected);
        }
      }),
    );
  });

  test("keeps the bytes around a change as they were, whatever they are", async () => {
    const bytes = new Uint8Array([0xff, 0xfe, 0x0a, 0x41, 0x0a, 0xc3, 0x28]);
    const changed = assembled(new Blob([bytes]), edited(wholeFile(7), [{ from: 3, to: 4, text: "中" }]));
    expect([...new Uint8Array(await changed.arrayBuffer())]).toEqual([
      0xff, 0xfe, 0x0a, 0xe4, 0xb8, 0xad, 0x0a, 0xc3, 0x28,
    ]);
  });

  test("can have a line changed that was changed before", async () => {
    const file = new Blob(["a\nb\nc\n"]);
    const once = edited(wholeFile(6), [{ from: 2, to: 3, text: "价格" }]);
    const twice = edited(once, [{ from: 2, to: 8, text: "x" }]);
    expect(await asText(assembled(file, twice))).toBe("a\nx\nc\n");
    expect(edited(twice, [{ from: 2, to: 3, text: "" }])).toEqual([
      { from: 0, to: 2 },
      { from: 3, to: 6 },
    ]);
  });

  test("is the given file itself while nothing is changed", () => {
    const file = new File(["a"], "a.jsonl");
    expect(assembled(file, wholeFile(1))).toBe(file);
  });
});
