import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { joinVectors } from "@/lib/vectors/join-vectors";
import { readNpy } from "@/lib/vectors/npy";
import { agreementOf, ModelVectors } from "./model-vectors";
import { writeVectors } from "./write-vectors";

const bytesOf = (rows: readonly (readonly number[])[]): ArrayBuffer => Float32Array.from(rows.flat()).buffer;
const none = [Number.NaN, Number.NaN];
const tableOf = (rows: readonly (readonly number[])[]) => {
  const joined = joinVectors([{ rows: rows.map((_, row) => row), bytes: bytesOf(rows) }], rows.length);
  if (typeof joined === "string") throw new Error(joined);
  return joined;
};

describe("files of vectors", () => {
  test("are one table, in whatever order they came, and what was asked for again fills the gaps", () => {
    const table = joinVectors(
      [
        { rows: [2], bytes: bytesOf([[5, 6]]) },
        { rows: [0, 1], bytes: bytesOf([[1, 2], none]) },
        { rows: [1], bytes: bytesOf([[3, 4]]) },
      ],
      4,
    );
    expect(table).toEqual({
      rows: 4,
      width: 2,
      values: Float32Array.from([1, 2, 3, 4, 5, 6, ...none]),
    });
  });

  test("of different widths are told, and none at all is too", () => {
    expect(joinVectors([], 3)).toBe("none");
    const mixed = [
      { rows: [0], bytes: bytesOf([[1, 2]]) },
      { rows: [1], bytes: bytesOf([[1, 2, 3]]) },
    ];
    expect(joinVectors(mixed, 2)).toBe("mixed");
  });
});

/** JSON has no -0. */
const float = fc.float({ min: -100, max: 100, noNaN: true }).map((value) => value + 0);
const vector = fc.array(float, { minLength: 3, maxLength: 3 });
const vectors = fc.array(vector, { minLength: 1, maxLength: 12 });

describe("saved vectors", () => {
  test("are the same when they are read again: JSONL, CSV and NPY", async () => {
    await fc.assert(
      fc.asyncProperty(vectors, async (rows) => {
        const table = tableOf(rows);
        const texts = rows.map((_, row) => `text, "${row}"\n=1`);
        const jsonl = (await writeVectors(table, texts, "jsonl").text()).trimEnd().split("\n");
        const read = jsonl.map((line): { text: string; embedding: number[] } => JSON.parse(line));
        expect(read.map(({ text }) => text)).toEqual(texts);
        expect(Float32Array.from(read.flatMap(({ embedding }) => embedding))).toEqual(table.values);
        const npy = writeVectors(table, texts, "npy");
        expect(readNpy(new Uint8Array(await npy.arrayBuffer()))).toEqual(table);
        const csv = await writeVectors(table, ["a"], "csv").text();
        expect(csv.split("\r\n")[0]).toMatch(/text,d0,d1,d2$/);
        expect(csv.split("\r\n")).toHaveLength(rows.length + 2);
      }),
      { numRuns: 30 },
    );
  });

  test("say where there is none", async () => {
    const table = tableOf([[1, 2], none]);
    const [, second] = (await writeVectors(table, ["a", "b"], "jsonl").text()).split("\n");
    expect(JSON.parse(second ?? "")).toEqual({ index: 1, text: "b", embedding: null });
    expect(await writeVectors(table, ["a", "b"], "csv").text()).toBe("text,d0,d1\r\na,1,2\r\nb,,\r\n");
  });
});

describe("the vectors of a model", () => {
  const model = new ModelVectors(tableOf([[1, 0], [2, 0.1], none, [0, 3], [-1, 0]]));

  test("tell the nearest texts, never the text itself nor one without a vector", () => {
    const near = model.nearest(model.vector(0), 9, 0);
    expect(near.map(({ row }) => row)).toEqual([1, 3, 4]);
    expect(near.map(({ cosine }) => cosine).map((value) => value.toFixed(3))).toEqual([
      "0.999",
      "0.000",
      "-1.000",
    ]);
    expect(model.nearest(Float32Array.from([1, 2, 3]), 3)).toEqual([]);
    expect(model.cosine(0, 2)).toBeNaN();
    expect(model.missing).toEqual([2]);
  });

  test("span their cosines without those of texts with themselves", () => {
    const { matrix, low, high } = model.heat(2);
    expect(matrix).toHaveLength(4);
    expect(low).toBe(high);
    expect(high).toBeLessThan(1);
  });

  test("count each value once in a histogram", () => {
    const { counts, low, high, mean } = model.histogram("norms");
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(4);
    expect([low, high]).toEqual([1, 3]);
    expect(mean).toBeGreaterThan(1);
    expect(model.histogram(0)).toMatchObject({ low: -1, high: 2 });
  });

  test("agree fully with themselves, and not with their opposite", () => {
    const rows = [
      [1, 0],
      [0.9, 0.2],
      [0.5, 1],
      [0, 1],
      [-1, 0.3],
    ];
    const cosines = new ModelVectors(tableOf(rows)).sample([0, 1, 2, 3, 4]);
    const same = agreementOf(cosines, cosines, 5, 2);
    expect([same.spearman, same.kendall, same.overlap].map((value) => value?.toFixed(6))).toEqual([
      "1.000000",
      "1.000000",
      "1.000000",
    ]);
    const turned = agreementOf(
      cosines,
      cosines.map((value) => -value),
      5,
      2,
    );
    expect(turned.spearman).toBeCloseTo(-1);
    expect(turned.kendall).toBeCloseTo(-1);
    expect(turned.overlap).toBeLessThan(0.5);
    // Of five texts four are all the others: any two models have them in common.
    expect(agreementOf(cosines, cosines, 5, 4).overlap).toBeUndefined();
  });
});
