/** The fields of one row by their names. */
export type Row = Record<string, string>;

export const mostBytes = 5 * 1024 * 1024;
/** Of a table that becomes a batch. */
export const mostTableBytes = 64 * 1024 * 1024;
/** Those that a person may name, where the content alone does not tell. */
export const rowFormats = ["csv", "jsonl", "lines"] as const;
export type RowFormat = (typeof rowFormats)[number];

/** Why nothing could be read at all. */
export type RowsFault = "empty" | "too-large" | "not-text" | "no-rows" | "names";

/** What is wrong with one row. Rows, lines and characters count from 1; the header is no row. */
export type RowProblem = {
  problem: "quote-open" | "quote-inside" | "too-many-fields" | "not-json" | "not-object";
  row: number;
  line: number;
  /** The variable in whose place it is. */
  column?: string;
  character?: number;
  detail?: string;
};

export type ReadRows = {
  format: RowFormat | "json" | "xlsx";
  /** Those that could be read, in order. */
  rows: Row[];
  names: string[];
  problems: RowProblem[];
};

export type RowsReading = { ok: true; value: ReadRows } | { ok: false; error: RowsFault };
