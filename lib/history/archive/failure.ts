import { type StorageFailure, storageFailureOf } from "../storage-failure";

/** Why an import or export came to nothing. The words are in `lib/i18n/messages/<locale>/archive.ts`. */
export const archiveProblems = [
  /** None of the formats that are read. */
  "unknown-format",
  /** Cut off, changed or not what it says it is. */
  "damaged",
  /** Written by a newer version of this program. */
  "newer-version",
  /** Above a limit of `limits.ts`. */
  "too-large",
  /** No room left in this browser's storage. */
  "full",
  "storage-unavailable",
  /** Another tab imports. */
  "busy",
  /** More than fits into pictures. */
  "picture-too-long",
  /** There is nothing to write. */
  "nothing",
  "cancelled",
  "other",
] as const;
export type ArchiveProblem = (typeof archiveProblems)[number];

/** A failure as a value; `detail` names the place or the browser's own sentence. */
export type ArchiveError = { problem: ArchiveProblem; detail?: string };

/** Carries an ArchiveError through code that can only throw. */
export class ArchiveFailure extends Error {
  readonly problem: ArchiveProblem;
  constructor(problem: ArchiveProblem, detail?: string) {
    super(detail ?? problem);
    this.name = "ArchiveFailure";
    this.problem = problem;
  }
}

const storageProblems = {
  full: "full",
  unavailable: "storage-unavailable",
  other: "other",
} as const satisfies Record<StorageFailure, ArchiveProblem>;

/** What a rejected import or export says; after a stop, whatever it rejects with, that it was stopped. */
export function archiveErrorOf(error: unknown, signal?: AbortSignal): ArchiveError {
  if (signal?.aborted) return { problem: "cancelled" };
  if (error instanceof ArchiveFailure) {
    const { problem, message } = error;
    return message === problem ? { problem } : { problem, detail: message };
  }
  const detail = error instanceof Error ? error.message : String(error);
  return { problem: storageProblems[storageFailureOf(error)], detail };
}
