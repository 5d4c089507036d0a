import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens, TokenTally } from "./estimate-tokens";

test("an answer that comes in pieces is counted as the whole of it", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "grapheme" })), (pieces) => {
      const tally = new TokenTally();
      for (const piece of pieces) tally.add(piece);
      expect(tally.tokens).toBe(estimateTokens(pieces.join("")));
      expect(tally.tokens > 0).toBe(pieces.join("") !== "");
    }),
  );
});

test("Chinese takes twice the tokens of Latin letters", () => {
  expect(estimateTokens("四个汉字")).toBe(3);
  expect(estimateTokens("four")).toBe(2);
});
