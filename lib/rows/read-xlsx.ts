import { unzipSync, zipSync } from "fflate";
import { readSheet } from "read-excel-file/universal";

/** Of all sheets when they are taken out: enough for a hundred thousand rows of some hundred characters. */
const mostInflatedBytes = 128 * 1024 * 1024;
const mostRecords = 100_001;

class TooLarge extends Error {}

/**
 * A workbook of which nothing is compressed any more: the reader would inflate large sheets in workers made of texts, which
 * our policy forbids. What an archive says of its entries' lengths bounds what is taken out, so that a lie gains nothing.
 */
function inflated(bytes: Uint8Array): ArrayBuffer {
  let total = 0;
  const files = unzipSync(bytes, {
    filter: ({ name, originalSize }) => {
      if (!/\.(xml|rels)$/.test(name)) return false;
      total += originalSize;
      if (total > mostInflatedBytes) throw new TooLarge();
      return true;
    },
  });
  return zipSync(files, { level: 0 }).buffer;
}

type Cell = string | number | boolean | Date | null;

/** A cell as a person reads it; a moment as a date, with the time where it has one. */
function textOf(cell: Cell): string {
  if (cell === null) return "";
  if (!(cell instanceof Date)) return String(cell);
  const [day = "", time = ""] = cell.toISOString().split("T");
  return time === "00:00:00.000Z" ? day : `${day} ${time.slice(0, "00:00:00".length)}`;
}

export type XlsxReading = { ok: true; records: string[][] } | { ok: false; error: "too-large" | "not-text" };

/** The first sheet of a workbook as texts, record by record. */
export async function readXlsx(bytes: Uint8Array): Promise<XlsxReading> {
  try {
    const records = (await readSheet(inflated(bytes), { trim: false })) as Cell[][];
    if (records.length > mostRecords) return { ok: false, error: "too-large" };
    return { ok: true, records: records.map((record) => record.map(textOf)) };
  } catch (thrown) {
    return { ok: false, error: thrown instanceof TooLarge ? "too-large" : "not-text" };
  }
}
