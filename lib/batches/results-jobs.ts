import type { MatchRule } from "./compare-answer";
import type { ResultFormat } from "./export-results";
import type { ResultState } from "./join-results";
import type { BatchSummary, RequestDetail } from "./joined-batch";
import type { BatchSource } from "./source";

/* What the page asks of the results' worker, and what comes back. */

export type ResultJobs = {
  /** Joins files anew. */
  open: {
    order: { file: Blob | undefined; results: Blob[]; source: BatchSource | undefined };
    answer: BatchSummary;
  };
  /** More results of a run that goes on. */
  add: { order: { results: Blob }; answer: BatchSummary };
  detail: { order: { at: number }; answer: RequestDetail | undefined };
  /** Places of the requests that have words somewhere. */
  search: { order: { words: string }; answer: number[] };
  /** The requests of some states as a file. */
  again: { order: { states: ResultState[] }; answer: Blob };
  export: { order: { format: ResultFormat; places: number[]; rule: MatchRule }; answer: Blob };
};

export type ResultJob = keyof ResultJobs;
export type ResultOrder = {
  [Name in ResultJob]: { id: number; job: Name; order: ResultJobs[Name]["order"] };
}[ResultJob];
export type ResultAnswer = { id: number } & (
  | { answer: ResultJobs[ResultJob]["answer"] }
  | { failed: string }
);
