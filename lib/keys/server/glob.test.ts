import fc from "fast-check";
import { expect, test } from "vitest";
import { fitsAny } from "./glob";

test.each([
  ["Qwen/*", "Qwen/Qwen3-8B", true],
  ["Qwen/*", "Pro/Qwen/Qwen3-8B", false],
  ["*Qwen*", "Pro/Qwen/Qwen3-8B", true],
  ["Qwen/Qwen3-8B", "Qwen/Qwen3-8B", true],
  ["Qwen/Qwen3-8B", "qwen/qwen3-8b", false],
  ["Qwen/*-8B", "Qwen/-8B", true],
  ["a*a", "a", false],
  ["Qwen.Qwen", "Qwen/Qwen", false],
  ["*", "", true],
])("%s and %s: %s", (pattern, name, fits) => {
  expect(fitsAny([pattern], name)).toBe(fits);
  expect(fitsAny(["other", pattern], name)).toBe(fits);
});

test("a pattern fits as the same regular expression does", () => {
  const word = fc.string({ unit: fc.constantFrom("a", "b", "/", "*"), maxLength: 8 });
  fc.assert(
    fc.property(word, word, (pattern, name) => {
      const expression = new RegExp(`^${pattern.replaceAll("*", ".*")}$`, "s");
      expect(fitsAny([pattern], name)).toBe(expression.test(name));
    }),
    { numRuns: 2000 },
  );
});
