import fc from "fast-check";
import { expect, test } from "vitest";
import { atPoint, zoomed } from "./zoom";

const place = fc.integer({ min: -2000, max: 2000 });
const zooms = fc.record({ scale: fc.double({ min: 0.5, max: 16, noNaN: true }), x: place, y: place });

test("what lies under the pointer stays there while a picture is enlarged about it", () => {
  fc.assert(
    fc.property(zooms, fc.double({ min: 0.1, max: 10, noNaN: true }), place, place, (zoom, factor, x, y) => {
      const after = atPoint(zoom, factor, { x, y });
      expect((x - after.x) / after.scale).toBeCloseTo((x - zoom.x) / zoom.scale, 6);
      expect((y - after.y) / after.scale).toBeCloseTo((y - zoom.y) / zoom.scale, 6);
      expect(after.scale).toBeGreaterThanOrEqual(0.5);
      expect(after.scale).toBeLessThanOrEqual(16);
    }),
  );
});

test("larger and smaller by the same step is where it was", () => {
  const zoom = { scale: 2, x: 30, y: -10 };
  const back = zoomed(zoomed(zoom, 1.4), 1 / 1.4);
  expect(back.scale).toBeCloseTo(2);
  expect(back.x).toBeCloseTo(30);
});
