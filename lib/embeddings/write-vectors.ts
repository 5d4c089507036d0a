import { toCsv } from "@/lib/core/csv";
import { npyOf } from "@/lib/vectors/npy";
import { hasVector, rowOf, type VectorTable } from "@/lib/vectors/table";
import type { SaveFormat } from "./jobs";

/** So many rows are written to text at a time. */
const rowsAtOnce = 200;

function pieces(count: number, write: (row: number) => string): string[] {
  const out: string[] = [];
  for (let from = 0; from < count; from += rowsAtOnce) {
    const to = Math.min(count, from + rowsAtOnce);
    out.push(Array.from({ length: to - from }, (_, at) => write(from + at)).join(""));
  }
  return out;
}

/**
 * Vectors with their texts as a file. JSONL has an object a text, whose embedding is null where there is none; CSV has a
 * column a dimension, empty there; NPY has the vectors alone, of NaN there.
 */
export function writeVectors(
  table: VectorTable,
  texts: readonly string[],
  format: Exclude<SaveFormat, "parquet">,
): Blob {
  const vectorOf = (row: number) => (hasVector(table, row) ? [...rowOf(table, row)] : undefined);
  if (format === "npy") return npyOf(table);
  if (format === "jsonl") {
    const line = (row: number) =>
      `${JSON.stringify({ index: row, text: texts[row] ?? "", embedding: vectorOf(row) ?? null })}\n`;
    return new Blob(pieces(table.rows, line), { type: "application/jsonl" });
  }
  const columns = Array.from({ length: table.width }, (_, at) => at);
  const record = (row: number) => {
    const vector = vectorOf(row);
    const cells = columns.map((at) => (vector ? String(vector[at]) : ""));
    return toCsv([[texts[row] ?? "", ...cells]]).slice(1); // the mark stands before the head alone
  };
  const head = toCsv([["text", ...columns.map((at) => `d${at}`)]]);
  return new Blob([head, ...pieces(table.rows, record)], { type: "text/csv;charset=utf-8" });
}
