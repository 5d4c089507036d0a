import * as z from "zod/mini";
import { columnSetupSchema, mostColumns } from "../column-setup";

export const mostRows = 500;
export const mostConcurrency = 16;
const usualConcurrency = 4;

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
export type Judge = z.infer<typeof judgeSchema>;
export type ModelJudge = Extract<Judge, { kind: "model" }>;
/** A judge that needs nobody else and costs nothing. */
export type RuleJudge = Exclude<Judge, { kind: "none" | "model" }>;

const setColumnSchema = z.object({ id: z.string(), setup: columnSetupSchema });
export type SetColumn = z.infer<typeof setColumnSchema>;

/** Values of the variables by their names; a variable that a row lacks has no entry. */
const rowSchema = z.record(z.string(), z.string());
export type Row = z.infer<typeof rowSchema>;

export const promptSetSchema = z.object({
  id: z.string(),
  title: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Instructions for every model; those of a column go before them. */
  systemTemplate: z.string(),
  template: z.string(),
  rows: z.array(rowSchema).check(z.maxLength(mostRows)),
  columns: z.array(setColumnSchema).check(z.maxLength(mostColumns)),
  judge: judgeSchema,
  /** Calls of one model at the same time, at most. */
  concurrency: z.int().check(z.gte(1), z.lte(mostConcurrency)),
});
export type PromptSet = z.infer<typeof promptSetSchema>;

/** A set as it begins: nothing asked, one variable `prompt`. */
export function newPromptSet(begin: Partial<PromptSet>): PromptSet {
  const now = Date.now();
  return {
    title: "",
    systemTemplate: "",
    template: "{{prompt}}",
    rows: [],
    columns: [],
    judge: { kind: "none" },
    concurrency: usualConcurrency,
    ...begin,
    id: crypto.randomUUID(),
    createdAt: now,
    updatedAt: now,
  };
}

/** The names of all variables, in the order in which rows bring them. */
export function namesOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}
