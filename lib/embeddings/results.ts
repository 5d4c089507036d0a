import type { AppError } from "@/lib/core/app-error";
import { isShown } from "@/lib/history/creation-index";
import type { CreationItem, CreationRecord } from "@/lib/history/creation-record";
import { rowsPerFile } from "@/lib/vectors/join-vectors";

/** A file of vectors, and which texts its rows are for. */
export type VectorFile = { mediaId: string; rows: number[] };

/** What one model made of a set of texts, by one request or several. */
export type ModelResult = {
  place: number;
  model: string;
  /** The latest request. */
  record: CreationRecord;
  files: VectorFile[];
  running: boolean;
  /** A person brought the vectors: no model can be asked. */
  imported: boolean;
  /** How many texts it is asked for: not for pictures where it takes none. */
  asked: number;
  /** Those that are through, with or without a vector. */
  done: number;
  /** The places of those without a vector. */
  missing: number[];
  failed: { row: number; error: AppError }[];
  error: AppError | undefined;
  tokens: number | undefined;
  /** Milliseconds of all requests. */
  durationMs: number | undefined;
  /** Yuan of all requests; null when it is not known of one of them. */
  cny: number | null | undefined;
};

const isQuery = ({ kind }: CreationRecord) => kind === "embedding-query";

/** Which texts of a set the rows of a file are for, from one row on. */
function askedRows({ rows }: CreationRecord, texts: number, from: number): number[] {
  if (rows) return rows.slice(from, from + rowsPerFile);
  const count = Math.max(0, Math.min(rowsPerFile, texts - from));
  return Array.from({ length: count }, (_, at) => from + at);
}

const filesOf = (record: CreationRecord, texts: number): VectorFile[] =>
  record.items.filter(isShown).map(({ mediaId, index }) => ({
    mediaId,
    rows: askedRows(record, texts, index * rowsPerFile),
  }));

/** The texts of a record that came to nothing, with why. */
function failedOf(record: CreationRecord, texts: number) {
  return (record.output.failedItems ?? []).flatMap(({ item, error }) => {
    const row = record.rows ? record.rows[item] : item;
    return row === undefined || row >= texts ? [] : [{ row, error }];
  });
}

const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);
const summed = (values: readonly (number | undefined)[]): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length === 0 ? undefined : sum(known);
};

function resultOf(records: readonly CreationRecord[], texts: number): ModelResult | undefined {
  const record = records.at(-1);
  const [first] = records;
  if (!record || !first) return undefined;
  const failed = new Map<number, AppError>();
  // This is worked out with every step of a run over thousands of texts: a flag each, and no list but what is missing.
  const have = new Uint8Array(texts);
  const files: VectorFile[] = [];
  for (const one of records) {
    const refused = failedOf(one, texts);
    const refusedRows = new Set(refused.map(({ row }) => row));
    for (const { row, error } of refused) failed.set(row, error);
    const own = filesOf(one, texts);
    files.push(...own);
    for (const { rows } of own)
      for (const row of rows)
        if (!refusedRows.has(row)) {
          have[row] = 1;
          failed.delete(row);
        }
  }
  const missing: number[] = [];
  const asked = first.rows ? first.rows.length : texts;
  for (let at = 0; at < asked; at += 1) {
    const row = first.rows ? (first.rows[at] ?? at) : at;
    if (have[row] === 0) missing.push(row);
  }
  const prices = records.map(({ output }) => output.price).filter((price) => price !== undefined);
  const yuan = prices.map((price) => (price.kind === "known" ? price.cny : undefined));
  return {
    place: record.place,
    model: record.model,
    record,
    files,
    imported: record.runId === undefined && record.output.state === "completed",
    running: record.output.state === "running",
    asked,
    done: asked - missing.length + missing.filter((row) => failed.has(row)).length,
    missing,
    failed: [...failed].map(([row, error]) => ({ row, error })).sort((a, b) => a.row - b.row),
    error: record.output.error,
    tokens: summed(records.map(({ output }) => output.usage?.inputTokens)),
    durationMs: summed(records.map(({ output }) => output.durationMs)),
    cny: yuan.includes(undefined) ? null : summed(yuan),
  };
}

/** What each model of a group made, in the order in which they were chosen. */
export function resultsOf(group: readonly CreationRecord[], texts: number): ModelResult[] {
  const records = group.filter((record) => !isQuery(record));
  const places = [...new Set(records.map(({ place }) => place))];
  return places.flatMap(
    (place) =>
      resultOf(
        records.filter((record) => record.place === place).sort((a, b) => startOf(a) - startOf(b)),
        texts,
      ) ?? [],
  );
}

/** All requests of a group have the same moment: those that were asked for later name the texts that they are about. */
const startOf = ({ sentAt, rows }: CreationRecord) => (rows ? (sentAt ?? Number.MAX_SAFE_INTEGER) : 0);

/** The latest query of a group with the file of its vector, by the model's place. */
export type Query = {
  text: string;
  lanes: { place: number; record: CreationRecord; file: CreationItem | undefined }[];
};

export function queryIn(group: readonly CreationRecord[]): Query | undefined {
  const queries = group.filter(isQuery);
  const latest = Math.max(...queries.map(({ createdAt }) => createdAt));
  const lanes = queries.filter(({ createdAt }) => createdAt === latest);
  const [first] = lanes;
  return (
    first && {
      text: first.prompt,
      lanes: lanes.map((record) => ({ place: record.place, record, file: record.items.find(isShown) })),
    }
  );
}
