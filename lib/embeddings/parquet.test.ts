import fc from "fast-check";
import { expect, test } from "vitest";
import { readParquet, writeParquet } from "./parquet";

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());

test("vectors come back from Parquet as they were, with their texts and without those that are missing", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.record({ text: fc.string(), value: fc.float({ noNaN: true, noDefaultInfinity: true }) }), {
        minLength: 1,
        maxLength: 40,
      }),
      async (given) => {
        const rows = given.length + 1; // the last one has no vector
        const values = Float32Array.from([
          ...given.flatMap(({ value }) => [value, 1, -value]),
          ...Array(3).fill(Number.NaN),
        ]);
        const texts = [...given.map(({ text }) => text), "none"];
        const reading = await readParquet(await bytesOf(writeParquet({ rows, width: 3, values }, texts)));
        if (!reading.ok) throw new Error(reading.fault);
        expect(reading.value.texts).toEqual(texts);
        expect(reading.value.values.subarray(0, given.length * 3)).toEqual(
          values.subarray(0, given.length * 3),
        );
        expect(reading.value.problems).toEqual([{ line: rows, problem: "no-vector" }]);
      },
    ),
    { numRuns: 30 },
  );
});

test("what only begins like Parquet is refused", async () => {
  expect(await readParquet(new TextEncoder().encode("PAR1 and no more"))).toEqual({
    ok: false,
    fault: "parquet",
  });
});
