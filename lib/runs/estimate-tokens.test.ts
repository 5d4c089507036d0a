import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens, TokenTally } from "./estimate-tokens";

test.each([
  ["", 0],
  ["a".repeat(100), 30],
  ["你".repeat(100), 60],
  [`${"你".repeat(10)}${"a".repeat(10)}`, 9],
  ["，。！？", 3],
  ["한국어".repeat(10), 18],
])("%j is about that many tokens", (text, tokens) => {
  expect(estimateTokens(text)).toBe(tokens);
});

test("a long text takes no time worth mentioning", () => {
  const startedAt = performance.now();
  expect(estimateTokens("你好 hello ".repeat(100_000))).toBeGreaterThan(100_000);
  expect(performance.now() - startedAt).toBeLessThan(500);
});

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
