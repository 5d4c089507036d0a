import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chunkPieces, parseAnswer, tokenKinds } from "./code-pieces";

const piece = fc.record({
  kind: fc.constantFrom(...tokenKinds),
  text: fc.oneof(fc.string(), fc.constantFrom("\n", "a\n\n", "x".repeat(2000), "line\n".repeat(1500))),
});

describe("chunks of highlighted code", () => {
  it("hold the code in order, each ending with a line and knowing where it starts", () => {
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const chunks = chunkPieces(pieces);
        const code = pieces.map(({ text }) => text).join("");
        expect(chunks.map(({ text }) => text).join("")).toBe(code);
        for (const { start, text, pieces: own } of chunks) {
          expect(code.startsWith(text, start)).toBe(true);
          expect(own.map((part) => part.text).join("")).toBe(text);
        }
        for (const { text } of chunks.slice(0, -1)) expect(text.endsWith("\n")).toBe(true);
      }),
    );
  });

  it("stay small where lines are short", () => {
    const chunks = chunkPieces([{ kind: "comment", text: "some line\n".repeat(5000) }]);
    expect(Math.max(...chunks.map(({ text }) => text.length))).toBeLessThan(3100);
  });
});

describe("the worker's answer", () => {
  it("is read when it has the agreed form", () => {
    const answer = { id: 3, pieces: [{ kind: "keyword", text: "let" }] };
    expect(parseAnswer(answer)).toEqual(answer);
    expect(parseAnswer({ id: 3, pieces: null })).toEqual({ id: 3, pieces: null });
  });

  it.each([null, "text", {}, { id: "3", pieces: [] }])("is refused when it is %j", (value) => {
    expect(parseAnswer(value)).toBeNull();
  });

  it("leaves the code plain when a piece is not one", () => {
    expect(parseAnswer({ id: 3, pieces: [{ kind: "alert", text: "x" }] })).toEqual({ id: 3, pieces: null });
  });
});
