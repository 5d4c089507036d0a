import { readRecords, readRows } from "./read-rows";

import { mostTableBytes, type RowFormat, type RowsReading } from "./row-formats";

/** Whether bytes begin like an archive, as workbooks do. */
const isArchive = ([a, b, c, d]: Uint8Array) => a === 0x50 && b === 0x4b && c === 0x03 && d === 0x04;

/** Reads a table of any format, workbooks too, by what its bytes show; `format` where a text's is known. */
export async function readTable(bytes: Uint8Array, format?: RowFormat): Promise<RowsReading> {
  if (bytes.byteLength > mostTableBytes) return { ok: false, error: "too-large" };
  if (!isArchive(bytes)) return readRows(bytes, format, mostTableBytes);
  const { readXlsx } = await import("./read-xlsx");
  const sheet = await readXlsx(bytes);
  return sheet.ok ? readRecords(sheet.records) : sheet;
}
