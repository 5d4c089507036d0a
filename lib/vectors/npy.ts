import type { VectorTable } from "./table";

/* NumPy's file of one array, version 1.0 (numpy.lib.format). */

const magic = "\x93NUMPY";
const headEnd = 10;
/** The data begins at a multiple of this. */
const alignment = 64;

/** A table as an NPY file of little-endian 32-bit floats. */
export function npyOf({ rows, width, values }: VectorTable): Blob {
  const words = `{'descr': '<f4', 'fortran_order': False, 'shape': (${rows}, ${width}), }`;
  const length = Math.ceil((headEnd + words.length + 1) / alignment) * alignment - headEnd;
  const head = new Uint8Array(headEnd + length);
  for (let at = 0; at < magic.length; at += 1) head[at] = magic.charCodeAt(at);
  head[6] = 1;
  new DataView(head.buffer).setUint16(8, length, true);
  head.set(new TextEncoder().encode(`${words.padEnd(length - 1)}\n`), headEnd);
  const data = new DataView(new ArrayBuffer(rows * width * 4));
  for (let at = 0; at < rows * width; at += 1) data.setFloat32(at * 4, values[at] as number, true);
  return new Blob([head, data.buffer], { type: "application/octet-stream" });
}

/** Why a file is no table of vectors. */
export type NpyFault = "not-npy" | "not-floats" | "not-two-dimensions" | "too-short";

const widths = { f4: 4, f8: 8 } as const;

/** Reads an NPY file of 32- or 64-bit floats, little-endian, rows first. */
export function readNpy(bytes: Uint8Array): VectorTable | NpyFault {
  const start = String.fromCharCode(...bytes.subarray(0, 6));
  if (start !== magic || bytes.length < headEnd) return "not-npy";
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // From version 2 on the length of the header has four bytes.
  const long = (bytes[6] as number) >= 2;
  const textStart = long ? 12 : headEnd;
  if (bytes.length < textStart) return "not-npy";
  const dataStart = textStart + (long ? view.getUint32(8, true) : view.getUint16(8, true));
  const words = new TextDecoder().decode(bytes.subarray(textStart, dataStart));
  const kind = /'descr':\s*'[<|]?(f4|f8)'/.exec(words)?.[1];
  if (kind !== "f4" && kind !== "f8") return "not-floats";
  const shape = /'shape':\s*\((\d+),\s*(\d+)\)/.exec(words);
  if (!shape || !/'fortran_order':\s*False/.test(words)) return "not-two-dimensions";
  const [rows, width] = [Number(shape[1]), Number(shape[2])];
  const each = widths[kind];
  if (bytes.length < dataStart + rows * width * each) return "too-short";
  const values = new Float32Array(rows * width);
  for (let at = 0; at < values.length; at += 1)
    values[at] =
      kind === "f4" ? view.getFloat32(dataStart + at * 4, true) : view.getFloat64(dataStart + at * 8, true);
  return { rows, width, values };
}
