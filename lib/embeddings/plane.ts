/* Points on a map, two numbers each, as shares of its side from 0 to 1. */

export type Point = readonly [number, number];

/** How much of a side stays free at the edges. */
const margin = 0.04;

/** Places on a plane as points of a square map, with the same scale both ways and in the middle. */
export function onMap(plane: Float32Array): Float32Array {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (let at = 0; at < plane.length; at += 2) {
    const [x, y] = [plane[at] as number, plane[at + 1] as number];
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const span = Math.max(right - left, bottom - top) || 1;
  const scale = (1 - 2 * margin) / span;
  return plane.map((value, at) => {
    const middle = at % 2 === 0 ? (left + right) / 2 : (top + bottom) / 2;
    return 0.5 + (value - middle) * scale;
  });
}

/** The place of the point nearest to another; nothing where none is within a distance. */
export function pointNear(points: Float32Array, [x, y]: Point, within: number): number | undefined {
  let best: number | undefined;
  let least = within * within;
  for (let at = 0; at < points.length; at += 2) {
    const distance = ((points[at] as number) - x) ** 2 + ((points[at + 1] as number) - y) ** 2;
    if (distance <= least) [best, least] = [at / 2, distance];
  }
  return best;
}

/** Whether a point lies within a line that is closed at its ends (even-odd rule). */
export function isInside(line: readonly Point[], [x, y]: Point): boolean {
  let inside = false;
  for (const [at, [toX, toY]] of line.entries()) {
    const [fromX, fromY] = line.at(at - 1) ?? [0, 0];
    if (toY > y !== fromY > y && x < ((fromX - toX) * (y - toY)) / (fromY - toY) + toX) inside = !inside;
  }
  return inside;
}

/** The places of the points that a line surrounds. */
export function surrounded(points: Float32Array, line: readonly Point[]): number[] {
  return Array.from({ length: points.length / 2 }, (_, at) => at).filter((at) =>
    isInside(line, [points[at * 2] as number, points[at * 2 + 1] as number]),
  );
}

export type Box = { left: number; top: number; width: number; height: number };

/** Whether two boxes share some of their ground. */
export const overlaps = (one: Box, other: Box): boolean =>
  one.left < other.left + other.width &&
  other.left < one.left + one.width &&
  one.top < other.top + other.height &&
  other.top < one.top + one.height;
