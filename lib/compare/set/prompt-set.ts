import * as z from "zod/mini";
import { randomUuid } from "@/lib/core/random-uuid";
import { type judgeSchema, promptSetRecordSchema, type rowSchema } from "@/lib/history/set-record";
import { columnSetupSchema, mostColumns } from "../column-setup";

const usualConcurrency = 4;

export type Judge = z.infer<typeof judgeSchema>;
export type ModelJudge = Extract<Judge, { kind: "model" }>;
/** A judge that needs nobody else and costs nothing. */
export type RuleJudge = Exclude<Judge, { kind: "none" | "model" }>;

const setColumnSchema = z.object({ id: z.string(), setup: columnSetupSchema });
export type SetColumn = z.infer<typeof setColumnSchema>;

export type Row = z.infer<typeof rowSchema>;

export const promptSetSchema = z.extend(promptSetRecordSchema, {
  columns: z.array(setColumnSchema).check(z.maxLength(mostColumns)),
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
    id: randomUuid(),
    createdAt: now,
    updatedAt: now,
  };
}

/** The names of all variables, in the order in which rows bring them. */
export function namesOf(rows: readonly Row[]): string[] {
  return [...new Set(rows.flatMap((row) => Object.keys(row)))];
}
