import { parquetReadObjects } from "hyparquet";
import { parquetWriteBuffer } from "hyparquet-writer";
import { hasVector, rowOf, type VectorTable } from "@/lib/vectors/table";
import { readObjects, type VectorsReading } from "./read-vectors";

/* Parquet, the file of tables that pandas, Polars and DuckDB read. Fetched when it is asked for. */

/** A column of words and one of lists of 32-bit floats, which is how data sets hold vectors. */
const schema: NonNullable<Parameters<typeof parquetWriteBuffer>[0]["schema"]> = [
  { name: "root", num_children: 2 },
  { name: "text", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "OPTIONAL" },
  { name: "embedding", converted_type: "LIST", repetition_type: "OPTIONAL", num_children: 1 },
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  { name: "element", type: "FLOAT", repetition_type: "REQUIRED" },
];

/** Vectors with their texts as a Parquet file; null where a text has no vector. */
export function writeParquet(table: VectorTable, texts: readonly string[]): Blob {
  const rows = Array.from({ length: table.rows }, (_, row) => row);
  const content = parquetWriteBuffer({
    schema,
    columnData: [
      { name: "text", data: rows.map((row) => texts[row] ?? "") },
      {
        name: "embedding",
        data: rows.map((row) => (hasVector(table, row) ? [...rowOf(table, row)] : null)),
      },
    ],
  });
  return new Blob([content], { type: "application/vnd.apache.parquet" });
}

/** Reads the vectors of a Parquet file: a column of lists, and one of texts where there is one. */
export async function readParquet(bytes: Uint8Array<ArrayBuffer>): Promise<VectorsReading> {
  try {
    return readObjects(await parquetReadObjects({ file: bytes.slice().buffer }));
  } catch {
    return { ok: false, fault: "parquet" };
  }
}
