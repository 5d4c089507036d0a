import { expect, test } from "vitest";
import { cosineMatrix } from "@/lib/vectors/cosine";
import { seeded } from "@/lib/vectors/seeded";
import { umapPlane } from "./umap";

const rows = 60;
const width = 16;

/** Rows about two directions that have nothing to do with each other, by turns. */
function cosines(): Float32Array {
  const random = seeded(7);
  const values = Float32Array.from(
    { length: rows * width },
    (_, at) =>
      (Math.floor(at / width) % 2 === Math.floor((at % width) / (width / 2)) ? 1 : 0) + random() * 0.4,
  );
  return cosineMatrix({ rows, width, values });
}
const wanted = { tell: () => {}, isStopped: () => false };

test("a map by UMAP keeps alike texts together, is always the same, and tells how far it is", async () => {
  const shares: number[] = [];
  const plane = await umapPlane(cosines(), rows, { ...wanted, tell: (share) => shares.push(share) });
  if (!plane) throw new Error("It was stopped.");
  expect(plane).toHaveLength(rows * 2);
  expect(shares.at(-1)).toBe(1);
  const distance = (a: number, b: number) =>
    Math.hypot(
      (plane[a * 2] as number) - (plane[b * 2] as number),
      (plane[a * 2 + 1] as number) - (plane[b * 2 + 1] as number),
    );
  const mean = (pairs: [number, number][]) =>
    pairs.reduce((sum, [a, b]) => sum + distance(a, b), 0) / pairs.length;
  const all = Array.from({ length: rows }, (_, a) => a).flatMap((a) =>
    Array.from({ length: a }, (_, b): [number, number] => [a, b]),
  );
  const same = mean(all.filter(([a, b]) => a % 2 === b % 2));
  const different = mean(all.filter(([a, b]) => a % 2 !== b % 2));
  expect(different).toBeGreaterThan(2 * same);
  expect(await umapPlane(cosines(), rows, wanted)).toEqual(plane);
});

test("a map of very few texts is drawn, and one that is stopped is not", async () => {
  const three = cosineMatrix({ rows: 3, width: 2, values: Float32Array.from([1, 0, 0.9, 0.1, 0, 1]) });
  const plane = await umapPlane(three, 3, wanted);
  expect(plane).toHaveLength(6);
  expect(plane?.every(Number.isFinite)).toBe(true);
  expect(await umapPlane(cosines(), rows, { ...wanted, isStopped: () => true })).toBeUndefined();
});
