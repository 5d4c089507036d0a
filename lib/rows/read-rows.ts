import Papa from "papaparse";
import {
  mostBytes,
  type ReadRows,
  type Row,
  type RowFormat,
  type RowProblem,
  type RowsFault,
  type RowsReading,
} from "./row-formats";

/** The variable of a row that is a text alone. */
const onlyVariable = "prompt";

const fault = (error: RowsFault): RowsReading => ({ ok: false, error });

/** Bytes as text: by their mark UTF-8 or UTF-16, else UTF-8, else GB 18030, in which older Chinese tables are. */
function textOf(bytes: Uint8Array): string | undefined {
  const [first, second] = bytes;
  const marked = first === 0xff && second === 0xfe ? "utf-16le" : "utf-16be";
  const isMarked = marked === "utf-16le" || (first === 0xfe && second === 0xff);
  for (const encoding of isMarked ? [marked] : ["utf-8", "gb18030"]) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      // Tables and prompts have no such signs; programs and pictures do.
      return text.includes("\0") ? undefined : text;
    } catch {
      // Not in this one.
    }
  }
  return undefined;
}

/**
 * Reads prompts from a file's bytes or from a text; the content decides on the format unless one is named. `most`: so many
 * bytes are taken.
 */
export function readRows(source: Uint8Array | string, format?: RowFormat, most = mostBytes): RowsReading {
  const size = typeof source === "string" ? source.length : source.byteLength;
  if (size > most) return fault("too-large");
  const decoded = typeof source === "string" ? source : textOf(source);
  if (decoded === undefined) return fault("not-text");
  const text = decoded.replace(/^\uFEFF/, "");
  if (text.trim() === "") return fault("empty");
  const array = format === undefined ? arrayOf(text) : undefined;
  if (array) return array.length === 0 ? fault("no-rows") : readArray(array);
  const readers = { csv: readCsv, jsonl: readJsonl, lines: readLines };
  const reading = readers[format ?? formatOf(text)](text);
  if (reading.ok && reading.value.rows.length === 0 && reading.value.problems.length === 0)
    return fault("no-rows");
  return reading;
}

const lineBreak = /\r\n|\n|\r/;
/** A heading as tables have it: short, and no sentence. */
const isName = (text: string) => /^[\p{L}\p{N}_]([\p{L}\p{N}_ .-]{0,78}[\p{L}\p{N}_])?$/u.test(text);

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a text is by its looks: JSON a line, a table whose first line has names, or a prompt a line. */
export function formatOf(text: string): RowFormat {
  const lines = text.split(lineBreak, 200).filter((line) => line.trim() !== "");
  const [first = ""] = lines;
  if (first.trimStart().startsWith("{")) return "jsonl";
  const quoted = lines.every((line) => line.startsWith('"') && isJson(line));
  if (quoted && !isName(first.slice(1, -1))) return "jsonl";
  if (alone.test(first.trim())) return "csv";
  const beginning = text.split(lineBreak, 200).join("\n");
  const { data, errors } = Papa.parse<string[]>(beginning, {
    delimiter: delimiterOf(text),
    skipEmptyLines: true,
  });
  const [header = [], ...records] = data;
  const named = header.length > 1 && header.every(isName) && new Set(header).size === header.length;
  const several = records.filter(({ length }) => length > 1).length;
  const broken = errors.some(({ type }) => type === "Quotes");
  return named && (broken || several * 2 >= records.length) ? "csv" : "lines";
}

/** A table of one column is one only by its heading. */
const alone = /^"?(prompt|question|input|text|提示词?|问题)"?$/iu;

/** What parts the fields: the sign that is most frequent in the first line. */
function delimiterOf(text: string): string {
  const [first = ""] = text.split(lineBreak, 1);
  const counts = [",", "\t", ";", "|"].map((sign) => ({ sign, count: first.split(sign).length }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).sign;
}

const done = (format: ReadRows["format"], rows: Row[], problems: RowProblem[]): RowsReading => {
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return { ok: true, value: { format, rows, names, problems } };
};

function readLines(text: string): RowsReading {
  const prompts = text.split(lineBreak).filter((line) => line.trim() !== "");
  const rows = prompts.map((line): Row => ({ [onlyVariable]: line }));
  return done("lines", rows, []);
}

/** A value as a prompt has it: texts as they are, everything else as JSON. */
const written = (value: unknown) => (typeof value === "string" ? value : JSON.stringify(value));

function rowOfJson(value: unknown): Row | undefined {
  if (typeof value === "string") return { [onlyVariable]: value };
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  const entries = Object.entries(value).filter(([, field]) => field !== null);
  return Object.fromEntries(entries.map(([name, field]) => [name.trim(), written(field)]));
}

/** A text that is an array of objects or of texts. */
function arrayOf(text: string): unknown[] | undefined {
  if (!text.trimStart().startsWith("[")) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(rowOfJson) ? value : undefined;
  } catch {
    return undefined;
  }
}

const readArray = (values: readonly unknown[]): RowsReading =>
  done(
    "json",
    values.map(rowOfJson).filter((row) => row !== undefined),
    [],
  );

function readJsonl(text: string): RowsReading {
  const rows: Row[] = [];
  const problems: RowProblem[] = [];
  let row = 0;
  for (const [index, line] of text.split(lineBreak).entries()) {
    if (line.trim() === "") continue;
    row += 1;
    const at = { row, line: index + 1 };
    try {
      const values = rowOfJson(JSON.parse(line));
      if (values) rows.push(values);
      else problems.push({ problem: "not-object", ...at });
    } catch (error) {
      problems.push({ problem: "not-json", ...at, detail: error instanceof Error ? error.message : "" });
    }
  }
  return done("jsonl", rows, problems);
}

/** Line and character of a place in a text, both from 1. */
function placeOf(text: string, index: number): { line: number; character: number } {
  const lines = text.slice(0, index).split(lineBreak);
  return { line: lines.length, character: (lines.at(-1) ?? "").length + 1 };
}

/** The field in which a place lies, from 0: what stands before it, read alone, ends in that field. */
function fieldAt(text: string, index: number, delimiter: string): number {
  const { data } = Papa.parse<string[]>(text.slice(0, index), { delimiter });
  return Math.max(0, (data.at(-1)?.length ?? 1) - 1);
}

function readCsv(text: string): RowsReading {
  const delimiter = delimiterOf(text);
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  const broken = errors.find(({ type }) => type === "Quotes");
  const brokenAt = broken?.row ?? Number.POSITIVE_INFINITY;
  const [header = [], ...records] = data;
  const names = header.map((name) => name.trim());
  if (brokenAt === 0 || names.some((name) => name === "") || new Set(names).size < names.length)
    return fault("names");
  const rows: Row[] = [];
  const problems: RowProblem[] = [];
  let line = 1 + linesIn(header);
  let row = 0;
  for (const [index, fields] of records.entries()) {
    // Behind a quote that is not closed nothing is what it seems.
    if (index + 1 >= brokenAt) break;
    const at = line;
    line += linesIn(fields);
    if (fields.length === 1 && fields[0]?.trim() === "") continue;
    row += 1;
    if (fields.length > names.length) problems.push({ problem: "too-many-fields", row, line: at });
    else rows.push(Object.fromEntries(fields.map((field, place) => [names[place] ?? "", field])));
  }
  if (broken) {
    const opened = (broken.index ?? 1) - 1;
    const column = names[fieldAt(text, opened, delimiter)];
    const problem = broken.code === "MissingQuotes" ? "quote-open" : "quote-inside";
    problems.push({ problem, row: row + 1, ...(column && { column }), ...placeOf(text, opened) });
  }
  return done("csv", rows, problems);
}

/** How many lines a record takes up: one, and one more for each break inside quotes. */
const linesIn = (fields: readonly string[]) =>
  1 + fields.reduce((breaks, field) => breaks + field.split(lineBreak).length - 1, 0);

/** A workbook's sheet. Columns without a name that hold nothing are none; any other is known by its place. */
export function readRecords([header = [], ...records]: readonly string[][]): RowsReading {
  const width = Math.max(
    0,
    ...[header, ...records].map((record) => record.findLastIndex((cell) => cell !== "") + 1),
  );
  const names = Array.from({ length: width }, (_, at) => header[at]?.trim() || `column ${at + 1}`);
  if (new Set(names).size < names.length) return fault("names");
  const rows = records
    .filter((record) => record.some((cell) => cell.trim() !== ""))
    .map((record): Row => Object.fromEntries(names.map((name, at) => [name, record[at] ?? ""])));
  return rows.length === 0 ? fault("no-rows") : done("xlsx", rows, []);
}
