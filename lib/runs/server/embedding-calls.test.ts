import fc from "fast-check";
import { expect, test } from "vitest";
import { estimateTokens } from "../estimate-tokens";
import { callsOf } from "./embedding-calls";

const itemsOf = (lengths: readonly number[]) =>
  lengths.map((length, place) => ({ place, input: "字".repeat(length) }));

test("short texts go in one call", () => {
  expect(callsOf(itemsOf(Array.from({ length: 32 }, () => 100)))).toHaveLength(1);
});

test("pictures go apart from texts, whose tokens have another price", () => {
  const image = "blob:blob_1";
  const inputs = ["one", { image }, "two", { image }].map((input, place) => ({ place, input }));
  expect(callsOf(inputs).map((call) => call.map(({ place }) => place))).toEqual([
    [0, 2],
    [1, 3],
  ]);
});

test("long texts go in several, none with more tokens than an account may send at once, in their order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 500_000 }), { maxLength: 8 }), (lengths) => {
      const items = itemsOf(lengths);
      const calls = callsOf(items);
      expect(calls.flat()).toEqual(items);
      for (const call of calls) {
        const tokens = call.reduce((sum, { input }) => sum + estimateTokens(String(input)), 0);
        expect(call.length === 1 || tokens <= 250_000).toBe(true);
      }
    }),
    { numRuns: 20 },
  );
});
