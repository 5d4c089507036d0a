import fc from "fast-check";
import { expect, test } from "vitest";
import { fitWithin, isTooManyPixels, mostUsefulSide, redrawnSize } from "./picture-plan";

const side = fc.integer({ min: 1, max: 70_000 });

test("a picture is never enlarged, never flat, and keeps its proportions to the pixel", () => {
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 5000 }), (width, height, most) => {
      const fitted = fitWithin({ width, height }, most);
      expect(Math.max(fitted.width, fitted.height)).toBeLessThanOrEqual(most);
      expect(fitted.width).toBeLessThanOrEqual(width);
      expect(fitted.height).toBeLessThanOrEqual(height);
      expect(Math.min(fitted.width, fitted.height)).toBeGreaterThanOrEqual(1);
      const scale = Math.min(1, most / Math.max(width, height));
      expect(Math.abs(fitted.width - Math.max(1, width * scale))).toBeLessThanOrEqual(1);
      expect(Math.abs(fitted.height - Math.max(1, height * scale))).toBeLessThanOrEqual(1);
    }),
  );
});

test("a picture that is sent as it is has at most 20 megapixels and 8 MB", () => {
  fc.assert(
    fc.property(side, side, fc.integer({ min: 1, max: 50_000_000 }), (width, height, bytes) => {
      const size = redrawnSize({ width, height, bytes, asIs: true });
      if (size) expect(Math.max(size.width, size.height)).toBeLessThanOrEqual(mostUsefulSide);
      else expect(width * height <= 20_000_000 && bytes <= 8_000_000).toBe(true);
    }),
  );
});

test("a picture that lies turned or has a foreign format is redrawn in its own size", () => {
  expect(redrawnSize({ width: 40, height: 30, bytes: 900, asIs: false })).toEqual({ width: 40, height: 30 });
});

test("a bomb is known by its header", () => {
  expect(isTooManyPixels({ width: 65_535, height: 65_535 })).toBe(true);
  expect(isTooManyPixels({ width: 10_000, height: 10_000 })).toBe(false);
});
