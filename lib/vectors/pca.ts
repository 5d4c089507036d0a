import { seeded } from "./seeded";
import type { VectorTable } from "./table";

/** Places on a plane, two numbers a row. */
export type Plane = Float32Array;

const mostRounds = 200;
/** A direction that turns by less than this has settled. */
const settled = 1e-7;

function centred({ rows, width, values }: VectorTable): Float64Array {
  const means = new Float64Array(width);
  for (let at = 0; at < rows * width; at += 1) {
    const column = at % width;
    means[column] = (means[column] as number) + (values[at] as number) / rows;
  }
  const out = new Float64Array(rows * width);
  for (let at = 0; at < rows * width; at += 1)
    out[at] = (values[at] as number) - (means[at % width] as number);
  return out;
}

/** The projections of all rows on a direction. */
function project(data: Float64Array, width: number, direction: Float64Array): Float64Array {
  const out = new Float64Array(data.length / width);
  for (let row = 0; row < out.length; row += 1) {
    let sum = 0;
    for (let at = 0; at < width; at += 1)
      sum += (data[row * width + at] as number) * (direction[at] as number);
    out[row] = sum;
  }
  return out;
}

/** Takes out of a direction what it shares with others, and gives it the length 1. Says how long it was. */
function orthonormalise(direction: Float64Array, others: readonly Float64Array[]): number {
  for (const other of others) {
    let dot = 0;
    for (let at = 0; at < direction.length; at += 1) dot += (direction[at] as number) * (other[at] as number);
    for (let at = 0; at < direction.length; at += 1)
      direction[at] = (direction[at] as number) - dot * (other[at] as number);
  }
  const length = Math.hypot(...direction);
  if (length > 0)
    for (let at = 0; at < direction.length; at += 1) direction[at] = (direction[at] as number) / length;
  return length;
}

/** The direction in which rows differ most, besides those that are found: by power iteration, from a fixed start. */
function mainDirection(data: Float64Array, width: number, found: readonly Float64Array[]): Float64Array {
  const random = seeded(found.length + 1);
  let direction = Float64Array.from({ length: width }, () => random() - 0.5);
  orthonormalise(direction, found);
  for (let round = 0; round < mostRounds; round += 1) {
    const scores = project(data, width, direction);
    const next = new Float64Array(width);
    for (let row = 0; row < scores.length; row += 1)
      for (let at = 0; at < width; at += 1)
        next[at] = (next[at] as number) + (scores[row] as number) * (data[row * width + at] as number);
    if (orthonormalise(next, found) < 1e-12) return direction;
    let dot = 0;
    for (let at = 0; at < width; at += 1) dot += (direction[at] as number) * (next[at] as number);
    direction = next;
    if (1 - Math.abs(dot) < settled) break;
  }
  // Of the two opposite directions always the same one: the largest number is positive.
  const largest = direction.reduce((best, value) => (Math.abs(value) > Math.abs(best) ? value : best), 0);
  return largest < 0 ? direction.map((value) => -value) : direction;
}

/**
 * The plane on which rows lie furthest apart (principal components), always the same for the same rows. Every row has to
 * have a vector. `explained` is the share of the differences that each direction shows.
 */
export function pca(table: VectorTable): { plane: Plane; explained: [number, number] } {
  const { rows, width } = table;
  const data = centred(table);
  const total = data.reduce((sum, value) => sum + value * value, 0);
  const found: Float64Array[] = [];
  const plane = new Float32Array(rows * 2);
  const explained: [number, number] = [0, 0];
  for (const axis of [0, 1] as const) {
    const direction = mainDirection(data, width, found);
    found.push(direction);
    const scores = project(data, width, direction);
    for (let row = 0; row < rows; row += 1) plane[row * 2 + axis] = scores[row] as number;
    explained[axis] = total === 0 ? 0 : scores.reduce((sum, value) => sum + value * value, 0) / total;
  }
  return { plane, explained };
}
