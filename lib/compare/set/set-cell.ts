import * as z from "zod/mini";
import type { AppErrorCode } from "@/lib/core/app-error";
import { appErrorSchema } from "@/lib/core/app-error";
import { runOutputSchema } from "@/lib/runs/snapshot";

/** Why an answer could not be judged; never the same as a bad one. */
const verdictFaults = ["timeout", "pattern", "schema", "no-json", "no-answer", "expected", "failed"] as const;

/** What a judge says of an answer. */
export const verdictSchema = z.object({
  /** The judge that says it (`judgeKey`): after the judge was changed, it says nothing any more. */
  by: z.string(),
  result: z.enum(["passed", "failed", "unjudged"]),
  /** 0 to 10, of a model that judges. */
  score: z.optional(z.number()),
  reason: z.optional(z.string()),
  fault: z.optional(z.enum(verdictFaults)),
  error: z.optional(appErrorSchema),
  /** Of a model that judges: its run, and what that cost in yuan, where known. */
  runId: z.optional(z.string()),
  cny: z.optional(z.number()),
  /** Grows when the same judge is asked again. */
  attempt: z.optional(z.int()),
});
export type Verdict = z.infer<typeof verdictSchema>;

const cellStates = ["running", "done", "failed", "stopped"] as const;

/** One prompt put to one model: where it is, what came of it. A cell without a record has not been asked. */
export const setCellSchema = z.object({
  setId: z.string(),
  columnId: z.string(),
  /** Counts from 0. */
  row: z.int(),
  /** The run's idempotency key; another one with every attempt. */
  id: z.string(),
  attempt: z.int(),
  state: z.enum(cellStates),
  /** Absent until the server has confirmed the start. */
  runId: z.optional(z.string()),
  output: runOutputSchema,
  verdict: z.optional(verdictSchema),
});
export type SetCell = z.infer<typeof setCellSchema>;

/** What the page holds of a cell; the whole answer stays in the database. */
export type CellSummary = {
  /** `lost`: it may go on at the server, and nobody follows it. */
  state: SetCell["state"] | "lost";
  id: string;
  attempt: number;
  runId: string | undefined;
  /** How the answer begins. */
  preview: string;
  errorCode: AppErrorCode | undefined;
  verdict: Verdict | undefined;
  firstTokenMs: number | undefined;
  durationMs: number | undefined;
  inputTokens: number | undefined;
  outputTokens: number | undefined;
  /** Yuan; absent where unknown. */
  cny: number | undefined;
  estimated: boolean;
};

const previewCharacters = 120;
const reasonCharacters = 200;

type Part = SetCell["output"]["parts"][number];

/** All that the first choice of an answer says in words, or all that it thought. */
export function wordsOf({ parts }: SetCell["output"], kind: Part["kind"] = "text"): string {
  return parts
    .filter((part) => part.kind === kind && part.choice === 0)
    .map(({ text }) => text)
    .join("");
}

/** What the page keeps of a cell: short, with strings of their own, so that the long ones can go. */
export function summaryOf({ state, id, attempt, runId, output, verdict }: SetCell): CellSummary {
  const { usage, price, error, firstDeltaMs, durationMs } = output;
  const beginning = wordsOf(output).trimStart().slice(0, previewCharacters);
  return {
    state,
    id,
    attempt,
    runId,
    // A slice of a long string may keep the whole of it alive.
    preview: Array.from(beginning).join(""),
    errorCode: error?.code,
    verdict: verdict && {
      ...verdict,
      ...(verdict.reason && { reason: Array.from(verdict.reason).slice(0, reasonCharacters).join("") }),
    },
    firstTokenMs: firstDeltaMs,
    durationMs,
    inputTokens: usage?.inputTokens,
    outputTokens: usage?.outputTokens,
    cny: price?.kind === "known" ? price.cny : undefined,
    estimated: usage?.estimated ?? false,
  };
}
