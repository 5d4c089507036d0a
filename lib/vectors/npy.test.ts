import fc from "fast-check";
import { expect, test } from "vitest";
import { npyOf, readNpy } from "./npy";

const tables = fc
  .tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 }))
  .chain(([rows, width]) =>
    fc.record({
      rows: fc.constant(rows),
      width: fc.constant(width),
      values: fc.float32Array({ minLength: rows * width, maxLength: rows * width }),
    }),
  );

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

test("a table comes out of its NPY file as it was put in", async () => {
  await fc.assert(
    fc.asyncProperty(tables, async (table) => {
      expect(readNpy(await bytesOf(npyOf(table)))).toEqual(table);
    }),
  );
});

test("the file is the one that NumPy writes", async () => {
  const bytes = await bytesOf(npyOf({ rows: 1, width: 2, values: Float32Array.of(1, -2) }));
  expect(bytes.length).toBe(128 + 8);
  const text = new TextDecoder("latin1").decode(bytes.subarray(0, 128));
  expect(
    text.startsWith("\x93NUMPY\x01\x00\x76\x00{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }"),
  ).toBe(true);
  expect(text.endsWith(" \n")).toBe(true);
  expect([...bytes.subarray(128)]).toEqual([0, 0, 128, 63, 0, 0, 0, 192]);
});

test("64-bit floats are read, and what is no table of floats is told apart", async () => {
  const head = "{'descr': '<f8', 'fortran_order': False, 'shape': (1, 1), }\n";
  const file = (words: string, data: number[]) =>
    Uint8Array.from(
      [..."\x93NUMPY"]
        .map((c) => c.charCodeAt(0))
        .concat(
          [1, 0, words.length, 0],
          [...words].map((c) => c.charCodeAt(0)),
          data,
        ),
    );
  expect(readNpy(file(head, [0, 0, 0, 0, 0, 0, 248, 63]))).toEqual({
    rows: 1,
    width: 1,
    values: Float32Array.of(1.5),
  });
  expect(readNpy(file(head, [0, 0]))).toBe("too-short");
  expect(readNpy(file(head.replace("f8", "i4"), []))).toBe("not-floats");
  expect(readNpy(file(head.replace("(1, 1)", "(1,)"), []))).toBe("not-two-dimensions");
  expect(readNpy(file(head.replace("False", "True"), []))).toBe("not-two-dimensions");
  expect(readNpy(new TextEncoder().encode("PK"))).toBe("not-npy");
});

test("no bytes make it fail in another way", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      readNpy(bytes);
      readNpy(Uint8Array.from([...[..."\x93NUMPY"].map((c) => c.charCodeAt(0)), ...bytes]));
    }),
  );
});
