import type { VectorTable } from "./table";

/** The server saves vectors in files of so many rows. */
export const rowsPerFile = 32;

/** Rows of 32-bit floats, little-endian, and which rows of the whole they are. */
export type Piece = { rows: readonly number[]; bytes: ArrayBuffer };

/** The floats of a file, whatever the machine's order of bytes. */
export function floatsOf(bytes: ArrayBuffer): Float32Array {
  const view = new DataView(bytes);
  return Float32Array.from({ length: Math.floor(bytes.byteLength / 4) }, (_, at) =>
    view.getFloat32(at * 4, true),
  );
}

/** Joins pieces to one table of so many rows; a later piece fills in what is missing in earlier ones. */
export function joinVectors(pieces: readonly Piece[], rows: number): VectorTable | "mixed" | "none" {
  const widths = new Set(
    pieces.map(({ rows: own, bytes }) => bytes.byteLength / 4 / own.length).filter((width) => width > 0),
  );
  const [width] = widths;
  if (width === undefined) return "none";
  if (widths.size > 1 || !Number.isInteger(width)) return "mixed";
  const values = new Float32Array(rows * width).fill(Number.NaN);
  for (const piece of pieces) {
    const floats = floatsOf(piece.bytes);
    for (const [at, row] of piece.rows.entries()) {
      const vector = floats.subarray(at * width, (at + 1) * width);
      if (vector.length === width && !Number.isNaN(vector[0])) values.set(vector, row * width);
    }
  }
  return { rows, width, values };
}
