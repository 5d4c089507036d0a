import Papa from "papaparse";
import { readNpy } from "@/lib/vectors/npy";
import { mostTexts } from "./limits";

/** Why a file gives no vectors at all. */
export type VectorsFault = "not-vectors" | "npy" | "parquet" | "too-large" | "too-many" | "no-vectors";
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

/** The width that most of the vectors have; the first of equally frequent ones. */
function usualWidth(found: readonly Found[]): number | undefined {
  const counts = new Map<number, number>();
  for (const { vector } of found)
    if (typeof vector !== "string") counts.set(vector.length, (counts.get(vector.length) ?? 0) + 1);
  return [...counts].reduce<[number, number] | undefined>(
    (best, next) => (best === undefined || next[1] > best[1] ? next : best),
    undefined,
  )?.[0];
}

/** Joins what was found; a vector of another width than most is named, and its text has none. */
function joined(found: readonly Found[]): VectorsReading {
  if (found.length > mostTexts) return fault("too-many");
  const width = usualWidth(found);
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

/** A table with a heading: a column of texts where one is called so, and a column a dimension. */
function readCsv(text: string): VectorsReading {
  const { data } = Papa.parse<string[]>(text, { skipEmptyLines: true });
  const [header = [], ...records] = data;
  const named = header.findIndex((name) => textNames.includes(name.trim().toLowerCase()));
  const numbered = header.flatMap((_, at) => (at === named ? [] : [at]));
  const vectorOf = (record: readonly string[]): Found["vector"] => {
    const cells = numbered.map((at) => record[at]?.trim() ?? "");
    if (cells.every((cell) => cell === "")) return "no-vector";
    const filled = cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
    return filled.includes("") ? "not-number" : checked(filled.map(Number));
  };
  return joined(
    records.map((record, at) => ({ line: at + 2, text: record[named], vector: vectorOf(record) })),
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
