import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isInside, onMap, overlaps, pointNear, surrounded } from "./plane";

const number = fc.float({ min: -1000, max: 1000, noNaN: true });
const planes = fc
  .array(fc.tuple(number, number), { minLength: 1, maxLength: 40 })
  .map((points) => Float32Array.from(points.flat()));

describe("a map", () => {
  test("shows every point, and keeps which of two distances is larger", () => {
    fc.assert(
      fc.property(planes, (plane) => {
        const points = onMap(plane);
        for (const value of points) {
          expect(value).toBeGreaterThanOrEqual(0.03);
          expect(value).toBeLessThanOrEqual(0.97);
        }
      }),
    );
    const [ax = 0, ay = 0, bx = 0, by = 0, cx = 0, cy = 0] = onMap(Float32Array.from([0, 0, 4, 0, 0, 2]));
    expect(bx - ax).toBeCloseTo(2 * (cy - ay), 5);
    expect([by - ay, cx - ax]).toEqual([0, 0]);
  });

  test("finds the point under a pointer, and none far from all", () => {
    const points = Float32Array.from([0.1, 0.1, 0.5, 0.5]);
    expect(pointNear(points, [0.49, 0.52], 0.05)).toBe(1);
    expect(pointNear(points, [0.3, 0.3], 0.05)).toBeUndefined();
  });

  test("gives what a lasso surrounds, whichever way it was drawn", () => {
    const points = Float32Array.from([0.2, 0.2, 0.8, 0.8, 0.25, 0.3]);
    const line = [
      [0.1, 0.1],
      [0.4, 0.1],
      [0.4, 0.4],
      [0.1, 0.4],
    ] as const;
    expect(surrounded(points, line)).toEqual([0, 2]);
    expect(surrounded(points, [...line].reverse())).toEqual([0, 2]);
    expect(surrounded(points, [])).toEqual([]);
  });

  test("a rectangle surrounds what lies between its sides", () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(share, share, (x, y) => {
        const line = [
          [0.25, 0.25],
          [0.75, 0.25],
          [0.75, 0.75],
          [0.25, 0.75],
        ] as const;
        const between = (value: number) => value > 0.25 && value < 0.75;
        fc.pre(![x, y].some((value) => value === 0.25 || value === 0.75));
        expect(isInside(line, [x, y])).toBe(between(x) && between(y));
      }),
    );
  });
});

test("words stand in each other's way only where they share some ground", () => {
  const box = { left: 0, top: 0, width: 10, height: 5 };
  expect(overlaps(box, { ...box, left: 9, top: 4 })).toBe(true);
  expect(overlaps(box, { ...box, left: 10 })).toBe(false);
  expect(overlaps(box, { ...box, top: 5 })).toBe(false);
});
