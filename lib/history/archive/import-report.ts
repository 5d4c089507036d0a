import type { Counts } from "./archive-format";

/** Why a part of a file was left out while the rest was taken. */
export const skipReasons = [
  /** A conversation without a message. */
  "empty",
  /** A file that the export only names. */
  "file",
  /** Messages that the other program keeps for itself, or that nothing leads to. */
  "message",
  /** An answer of a prompt set that asks something else by now. */
  "answer",
] as const;
export type SkipReason = (typeof skipReasons)[number];

/** What an import did. The numbers of `added` are counted in the database. */
export type ImportReport = {
  added: Counts;
  /** What the file has and the history had already. */
  present: Counts;
  skipped: Record<SkipReason, number>;
};

export const nothingSkipped = (): ImportReport["skipped"] => ({
  empty: 0,
  file: 0,
  message: 0,
  answer: 0,
});
