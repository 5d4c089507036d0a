import { jobOf } from "@/lib/creations/look-again";
import { isUnkept } from "@/lib/history/creation-index";
import type { CreationRecord } from "@/lib/history/creation-record";

/** Where a batch stands, as a person is told. */
export const phases = [
  /** Nobody has confirmed that the server has it. */
  "unsent",
  /** The server gives SiliconFlow the file. */
  "handing",
  "queued",
  "working",
  "finalizing",
  /** It was asked to end, and has not ended: what is done until then is kept and costs. */
  "cancelling",
  /** It is over, and its files are being fetched. */
  "saving",
  /** SiliconFlow says a word that this version does not know. */
  "other",
  "completed",
  "expired",
  "cancelled",
  "failed",
  /** Nobody asks about it any more although it may go on. */
  "lost",
  /** Answered at once, and stopped. */
  "stopped",
  /** Answered at once, and broken off: some of it is here. */
  "partial",
  "never",
] as const;
export type Phase = (typeof phases)[number];

/** SiliconFlow's own words (api/notes, section 9); `validating` is OpenAI's. */
const byStatus: ReadonlyMap<string, Phase> = new Map([
  ["validating", "queued"],
  ["in_queue", "queued"],
  ["in_progress", "working"],
  ["finalizing", "finalizing"],
  ["cancelling", "cancelling"],
  ["completed", "completed"],
  ["expired", "expired"],
  ["cancelled", "cancelled"],
  ["failed", "failed"],
]);

/** Where a batch stands at SiliconFlow, by its word for it. */
export const phaseOfStatus = (status: string): Phase => byStatus.get(status) ?? "other";

type Stood = Pick<CreationRecord, "output" | "runId" | "batch" | "items" | "jobId">;

/** Where a batch stands. */
export function phaseOf(record: Stood): Phase {
  const { output, runId, batch, items } = record;
  const { state, error, finishReason } = output;
  if (state === "running") {
    if (runId === undefined) return "unsent";
    if (!output.batch) return batch?.mode === "now" ? "working" : "handing";
    const there = phaseOfStatus(output.batch.status);
    return isGoing(there) ? there : "saving"; // it is over there
  }
  if (state === "completed") {
    if (items.some(isUnkept)) return "saving";
    return finishReason === "expired" || finishReason === "cancelled" ? finishReason : "completed";
  }
  if (batch?.mode === "now") {
    const { completed = 0, failed = 0 } = output.batch ?? {};
    if (items.length === 0 && completed + failed === 0) return ended(state);
    return state === "stopped" ? "stopped" : "partial";
  }
  const asked = jobOf(record) !== undefined;
  if (asked && error?.code !== "generation-failed") return "lost";
  return ended(state);
}

const ended = (state: CreationRecord["output"]["state"]): Phase => (state === "stopped" ? "never" : "failed");

/** It goes on somewhere, or its results are on their way. */
export const isGoing = (phase: Phase): boolean => phases.indexOf(phase) <= phases.indexOf("other");

/** Somebody should look at it. */
export const isTroubled = (phase: Phase): boolean =>
  phase === "expired" || phase === "failed" || phase === "partial" || phase === "lost";

/** What it came to is here, or should be: what neither of its files has can be sent again. */
export const isThrough = (phase: Phase): boolean =>
  phase === "completed" ||
  phase === "expired" ||
  phase === "cancelled" ||
  phase === "stopped" ||
  phase === "partial";

/** A file of results that should be among its items is not: what is missing may have been answered, and charged. */
export function lacksResults({ output, items }: Pick<CreationRecord, "output" | "items">): boolean {
  const { completed = 0, failed = 0 } = output.batch ?? {};
  const lacks = (index: number, count: number) => count > 0 && !items.some((item) => item.index === index);
  return lacks(0, completed) || lacks(1, failed) || (output.media ?? []).some(({ lost }) => lost);
}

const hourMs = 3_600_000;

/** When the window of a batch closes, in epoch milliseconds; nothing where that is not known. */
export function windowEnd({ fields, sentAt, batch }: CreationRecord): number | undefined {
  const { completion_window: asked } = fields;
  if (batch?.mode !== "batch" || typeof asked !== "string" || sentAt === undefined) return undefined;
  return sentAt + Number.parseInt(asked, 10) * hourMs;
}

const resultsLiveMs = 30 * 24 * hourMs;

/** SiliconFlow keeps results for 30 days from their end: until then at least they can be fetched. */
export const resultsUntil = ({ sentAt, createdAt }: CreationRecord): number =>
  (sentAt ?? createdAt) + resultsLiveMs;

export type Counts = { done: number; failed: number; open: number; total: number };

/** How many requests are through, as far as anybody has counted. */
export function countsOf({ output, batch }: Pick<CreationRecord, "output" | "batch">): Counts | undefined {
  const { total = 0, completed: done = 0, failed = 0 } = output.batch ?? {};
  const all = total || batch?.lines || 0;
  return all === 0 ? undefined : { done, failed, open: Math.max(0, all - done - failed), total: all };
}
