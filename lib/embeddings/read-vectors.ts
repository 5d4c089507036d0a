import Papa from "papaparse";
import { mostFrequent } from "@/lib/core/most-frequent";
import { readNpy } from "@/lib/vectors/npy";
import { mostTexts } from "./limits";

/** Why a file gives no vectors at all. */
export type VectorsFault =
  | "not-vectors"
  | "npy"
  | "parquet"
  | "too-large"
  | "too-many"
  | "no-vectors"
  | "unread";
/** What is wrong with one vector, by its line or row from 1. Its text stays, without a vector. */
export type VectorProblem = { line: number; problem: "not-json" | "no-vector" | "not-number" | "width" };

export type ReadVectors = {
  texts: string[];
  lines: number[];
  width: number;
  /** Row by row; of NaN where there is no vector. */
  values: Float32Array;
  problems: VectorProblem[];
};
export type VectorsReading = { ok: true; value: ReadVectors } | { ok: false; fault: VectorsFault };

type Found = { line: number; text: string | undefined; vector: readonly number[] | VectorProblem["problem"] };

const fault = (reason: VectorsFault): VectorsReading => ({ ok: false, fault: reason });

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

/** Joins what was found; a vector of another width than most is named, and its text has none. */
function joined(found: readonly Found[]): VectorsReading {
  if (found.length > mostTexts) return fault("too-many");
  const width = mostFrequent(
    found.flatMap(({ vector }) => (typeof vector === "string" ? [] : vector.length)),
  );
  if (width === undefined || width === 0) return fault("no-vectors");
  const values = new Float32Array(found.length * width).fill(Number.NaN);
  const problems: VectorProblem[] = [];
  for (const [row, { line, vector }] of found.entries()) {
    if (typeof vector === "string") problems.push({ line, problem: vector });
    else if (vector.length !== width) problems.push({ line, problem: "width" });
    else values.set(vector, row * width);
  }
  const texts = found.map(({ text, line }) => text ?? `#${line}`);
  return { ok: true, value: { texts, lines: found.map(({ line }) => line), width, values, problems } };
}

/** Vectors of numbers as they are; of anything else the reason why they are none. */
const checked = (vector: readonly unknown[]): Found["vector"] =>
  vector.every(isNumber) ? vector : "not-number";

const vectorNames = ["embedding", "vector", "values"];
const textNames = ["text", "input", "content", "document"];
/** Columns of tables that number their rows; that of pandas has no name. */
const numberNames = ["", "id", "index"];

function foundInLine(written: string, line: number): Found {
  let value: unknown;
  try {
    value = JSON.parse(written);
  } catch {
    return { line, text: undefined, vector: "not-json" };
  }
  return foundIn(value, line);
}

/** A vector by itself, or an object with one. */
function foundIn(value: unknown, line: number): Found {
  if (Array.isArray(value)) return { line, text: undefined, vector: checked(value) };
  const fields = new Map(Object.entries(typeof value === "object" && value !== null ? value : {}));
  const first = (names: readonly string[]) =>
    names.map((name) => fields.get(name)).find((field) => field !== undefined && field !== null);
  const [text, vector] = [first(textNames), first(vectorNames)];
  return {
    line,
    text: typeof text === "string" ? text : undefined,
    vector: Array.isArray(vector) ? checked(vector) : "no-vector",
  };
}

/** Objects, each with a vector and perhaps its text. */
export const readObjects = (objects: readonly unknown[]): VectorsReading =>
  joined(objects.map((value, at) => foundIn(value, at + 1)));

const lineBreak = /\r\n|\n|\r/;

const readJsonl = (text: string): VectorsReading =>
  joined(
    text
      .split(lineBreak)
      .flatMap((written, at) => (written.trim() === "" ? [] : [foundInLine(written, at + 1)])),
  );

const isFilled = (cell: string) => cell.trim() !== "";

/** Numbers in columns of their own; what stands behind the last one is left out. */
function foundInCells(cells: readonly string[]): Found["vector"] {
  const filled = cells.slice(0, cells.findLastIndex(isFilled) + 1);
  if (filled.length === 0) return "no-vector";
  return filled.every(isFilled) ? checked(filled.map(Number)) : "not-number";
}

/** A vector written into one cell, as pandas does. */
function foundInCell(written: string): Found["vector"] {
  return isFilled(written) ? foundInLine(written, 0).vector : "no-vector";
}

/** Our own tables have an apostrophe before what a spreadsheet would run as a formula. */
const withoutMark = (text: string | undefined) => text?.replace(/^'(?=[=+\-@\t\r])/, "");

/**
 * A table: a column of texts where one is called so, and a vector in one cell where a column is called so, else a column a
 * dimension. Without a heading it is numbers from its first row on.
 */
function readCsv(text: string): VectorsReading {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [first = []] = data;
  const headed = !first.every((cell) => isFilled(cell) && isNumber(Number(cell)));
  const names = headed ? first.map((name) => name.trim().toLowerCase()) : [];
  const columnOf = (wanted: readonly string[]) => names.findIndex((name) => wanted.includes(name));
  const [named, whole] = [columnOf(textNames), columnOf(vectorNames)];
  const isDimension = (at: number) => at !== named && !numberNames.includes(names[at] ?? "dimension");
  const vectorOf = (record: readonly string[]) =>
    whole < 0 ? foundInCells(record.filter((_, at) => isDimension(at))) : foundInCell(record[whole] ?? "");
  const skipped = headed ? 1 : 0;
  return joined(
    data.slice(skipped).map((record, at) => ({
      line: at + 1 + skipped,
      text: withoutMark(record[named]),
      vector: vectorOf(record),
    })),
  );
}

function readArray(bytes: Uint8Array): VectorsReading {
  const table = readNpy(bytes);
  if (typeof table === "string") return fault("npy");
  const { rows, width, values } = table;
  return joined(
    Array.from({ length: rows }, (_, row) => {
      const vector = [...values.subarray(row * width, (row + 1) * width)];
      const none = vector.every(Number.isNaN);
      return { line: row + 1, text: undefined, vector: none ? "no-vector" : checked(vector) };
    }),
  );
}

/** Reads the vectors of a file: NumPy's by its first bytes, JSON Lines by their bracket, else a table. */
export function readVectors(bytes: Uint8Array): VectorsReading {
  if (bytes[0] === 0x93) return readArray(bytes);
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return fault("not-vectors");
  }
  return /^\s*[[{]/.test(text) ? readJsonl(text) : readCsv(text);
}
