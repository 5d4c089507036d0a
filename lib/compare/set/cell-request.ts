import type { ModelSummary } from "@/lib/models/model-summary";
import { fillTemplate } from "@/lib/rows/template";
import type { RunRequest } from "@/lib/runs/run-request";
import { requestOf } from "../column-setup";
import type { PromptSet, Row, SetColumn } from "./prompt-set";

/** What a column is told first: its own instructions, else those of the set. */
export const instructionsOf = ({ systemTemplate }: PromptSet, { setup }: SetColumn) =>
  setup.systemPrompt.trim() === "" ? systemTemplate : setup.systemPrompt;

/** How a prompt is put to a model; nothing while the column has none. */
export function cellRequest(
  set: PromptSet,
  column: SetColumn,
  row: Row,
  models: readonly ModelSummary[],
): RunRequest | undefined {
  const asked = requestOf(column.setup, models);
  if (!asked) return undefined;
  const instructions = fillTemplate(instructionsOf(set, column), row);
  const system = instructions.trim() === "" ? [] : [{ role: "system" as const, content: instructions }];
  const user = { role: "user" as const, content: fillTemplate(set.template, row) };
  return {
    operation: "chat.completions",
    input: { stream: true, ...asked.fields, model: asked.model, messages: [...system, user] },
  };
}
