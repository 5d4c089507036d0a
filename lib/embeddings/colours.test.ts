import { expect, test } from "vitest";
import { paint } from "./colours";

const pixelsOf = (values: number[], low: number, high: number, scale: "cosine" | "difference" = "cosine") => {
  const bytes = paint(Float32Array.from(values), { low, high }, scale);
  return values.map((_, at) => [...bytes.subarray(at * 4, at * 4 + 3)]);
};
const least = [68, 1, 84];
const largest = [253, 231, 37];

test("a heat map has the colours of its scale's ends at the ends and beyond", () => {
  expect(pixelsOf([0, 1, -5, 5], 0, 1)).toEqual([least, largest, least, largest]);
});

test("a value between has a colour of its own, and what is no number is told from all values", () => {
  const [middle, none] = pixelsOf([0.5, Number.NaN], 0, 1);
  expect([least, largest]).not.toContainEqual(middle);
  expect(none).toEqual([128, 128, 128]);
});

test("a model differs nowhere from itself: all is white", () => {
  const [white = []] = pixelsOf([0], 0, 0, "difference");
  for (const part of white) expect(part).toBeGreaterThan(240);
});
