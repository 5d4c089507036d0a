import fc from "fast-check";
import { expect, test } from "vitest";
import { firstPages, mostPages, readPageChoice } from "./page-choice";

test.each([
  ["1-3, 8", [1, 2, 3, 8]],
  ["8，1～3", [1, 2, 3, 8]],
  [" 2、2 ;3–4 ", [2, 3, 4]],
  ["9", [9]],
])("%j names pages once and in order", (text, pages) => {
  expect(readPageChoice(text, 9)).toEqual(pages);
});

test.each(["", "0", "10", "3-1", "1-10", "one", "1--2", "-3", "1.5"])(
  "%j is refused for nine pages",
  (text) => {
    expect(readPageChoice(text, 9)).toBeUndefined();
  },
);

test("what is chosen is always there and never more than fifty pages, whatever is written", () => {
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 1, max: 3000 }), (text, total) => {
      const pages = readPageChoice(text, total) ?? [];
      expect(pages.length).toBeLessThanOrEqual(mostPages);
      expect(pages.every((page) => page >= 1 && page <= total)).toBe(true);
    }),
  );
  expect(readPageChoice("1-51", 100)).toBeUndefined();
  expect(readPageChoice("1-99999", 99_999)).toBeUndefined();
});

test("at first the first ten are chosen, or as many as there are", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 3000 }), (total) => {
      expect(readPageChoice(firstPages(total), total)).toHaveLength(Math.min(10, total));
    }),
  );
});
