import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { longestPart, mostPictures, pictureHeight, picturePages } from "./picture-pages";

describe("the pictures of a conversation", () => {
  test("have every message once, in order, and are never too high", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: longestPart })), (heights) => {
        const pages = picturePages(heights);
        if (!pages) return;
        expect(pages.flat()).toEqual(heights.map((_, index) => index));
        for (const page of pages) {
          const height = page.reduce((sum, index) => sum + (heights[index] ?? 0), 0);
          expect(page.length === 1 || height <= pictureHeight).toBe(true);
        }
      }),
    );
  });

  test("are none when a message is too high, or when there would be too many", () => {
    expect(picturePages([longestPart + 1])).toBeUndefined();
    expect(picturePages(Array.from({ length: mostPictures + 1 }, () => pictureHeight))).toBeUndefined();
    expect(picturePages([])).toEqual([]);
  });
});
