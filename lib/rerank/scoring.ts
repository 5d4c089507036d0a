import type { Agreement } from "./board";

/* What the page asks of the worker, and what comes back. */

export type Jobs = {
  /** Scores by the query's words alone, and which of these tell documents apart. */
  words: {
    order: { query: string; documents: readonly string[] };
    answer: { scores: Float64Array; words: string[] };
  };
  /** As `cosinesToQuery`, of files. */
  cosines: {
    order: { pieces: { rows: number[]; bytes: Blob }[]; asked: readonly number[]; documents: number };
    answer: Float64Array | undefined;
  };
  /** How far each ranking agrees with each later one: the first with all others, then the second. */
  agreement: {
    order: { all: Float64Array[]; count: number };
    answer: Agreement[];
  };
};
export type JobName = keyof Jobs;
export type Order = { [Name in JobName]: { job: Name; order: Jobs[Name]["order"] } }[JobName];
