import * as z from "zod/mini";
import { appErrorSchema } from "@/lib/core/app-error";
import { runOutputSchema } from "@/lib/runs/snapshot";

/* Prompt sets as they are stored. What is done with them is the compare page's. */

export const mostRows = 500;
export const mostConcurrency = 16;

/** How an answer is held to be right. Texts may name variables of the row. */
export const judgeSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("none") }),
  z.object({ kind: z.literal("exact"), expected: z.string(), trim: z.boolean(), ignoreCase: z.boolean() }),
  z.object({ kind: z.literal("contains"), expected: z.string(), ignoreCase: z.boolean() }),
  z.object({ kind: z.literal("regex"), pattern: z.string(), flags: z.string() }),
  /** `schema` is the JSON text as it was written. */
  z.object({ kind: z.literal("schema"), schema: z.string() }),
  /** Another model gives 0 to 10; from `passMark` on it counts as passed. */
  z.object({
    kind: z.literal("model"),
    model: z.nullable(z.string()),
    rubric: z.string(),
    passMark: z.number(),
  }),
]);

/** Values of the variables by their names; a variable that a row lacks has no entry. */
export const rowSchema = z.record(z.string(), z.string());

export const promptSetRecordSchema = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Instructions for every model; those of a column take their place. */
  systemTemplate: z.string(),
  template: z.string(),
  rows: z.array(rowSchema).check(z.maxLength(mostRows)),
  /** The models. How one asks, only the compare page knows. */
  columns: z.array(z.object({ id: z.string(), setup: z.record(z.string(), z.unknown()) })),
  judge: judgeSchema,
  /** Calls of one model at the same time, at most. */
  concurrency: z.int().check(z.gte(1), z.lte(mostConcurrency)),
});
export type PromptSetRecord = z.infer<typeof promptSetRecordSchema>;

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

/** One prompt put to one model: where it is, what came of it. A cell without a record has not been asked. */
export const setCellSchema = z.object({
  setId: z.string(),
  columnId: z.string(),
  /** Counts from 0. */
  row: z.int().check(z.nonnegative()),
  /** The run's idempotency key; another one with every attempt. */
  id: z.string(),
  attempt: z.int(),
  state: z.enum(["running", "done", "failed", "stopped"]),
  /** Absent until the server has confirmed the start. */
  runId: z.optional(z.string()),
  output: runOutputSchema,
  verdict: z.optional(verdictSchema),
});
export type SetCell = z.infer<typeof setCellSchema>;
