import * as z from "zod/mini";
import { history } from "@/lib/history/database";
import { type PromptSetRecord, promptSetRecordSchema } from "@/lib/history/set-record";
import { variablesOf } from "@/lib/rows/template";
import type { TableSetup } from "./draft";

/** What the pages for comparisons keep of a model; the rest of it is theirs. */
const setupSchema = z.object({ model: z.nullable(z.string()) });

/** A prompt set as a table, its models and its words. */
export type SetTable = Pick<TableSetup, "template" | "systemTemplate" | "models" | "expectedColumn"> & {
  id: string;
  title: string;
  rows: PromptSetRecord["rows"];
};

const modelOf = ({ setup }: PromptSetRecord["columns"][number]) =>
  setupSchema.safeParse(setup).data?.model ?? undefined;

/** The column in which a set's judge finds what is right, where that is all it looks for. */
function expectedOf({ judge }: PromptSetRecord): string | undefined {
  if (judge.kind !== "exact" && judge.kind !== "contains") return undefined;
  const [name] = variablesOf(judge.expected);
  return judge.expected.trim() === `{{${name}}}` ? name : undefined;
}

/** The prompt sets of this browser that have prompts, the newest first. */
export async function listSetTables(): Promise<SetTable[]> {
  const stored = await history().promptSets.orderBy("updatedAt").reverse().toArray();
  return stored.flatMap((record): SetTable[] => {
    const set = promptSetRecordSchema.safeParse(record).data;
    if (!set || set.rows.length === 0) return [];
    const { id, title, rows, template, systemTemplate, columns } = set;
    const models = [...new Set(columns.flatMap((column) => modelOf(column) ?? []))];
    const expectedColumn = expectedOf(set);
    return [{ id, title, rows, template, systemTemplate, models, ...(expectedColumn && { expectedColumn }) }];
  });
}
