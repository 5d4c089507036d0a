import { type RowFault, templateFaults } from "@/lib/rows/template";
import type { PromptSet } from "./prompt-set";

type Asked = Pick<PromptSet, "template" | "systemTemplate" | "rows" | "columns">;

/** What keeps rows from being asked: every template that a row is put into counts, a column's own too. */
export function rowFaults({ template, systemTemplate, columns, rows }: Asked): RowFault[] {
  return templateFaults([template, systemTemplate, ...columns.map(({ setup }) => setup.systemPrompt)], rows);
}
