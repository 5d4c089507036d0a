import type { ModelSummary } from "@/lib/models/model-summary";
import type { BuildSetup } from "./build";
import type { TableSetup } from "./draft";

/** A member that only some models take. */
const takes = (name: string, model: ModelSummary | undefined): boolean => {
  if (!model?.catalogued) return true;
  if (name === "enable_thinking") return model.thinking === "switchable" || model.thinking === "unknown";
  return name !== "thinking_budget" || model.thinkingBudget;
};

/**
 * How a table becomes a file for each of its models. What a model is known not to take is left out of its file; where
 * thinking can be switched, it is said whether it is meant.
 */
export function setupsOf(table: TableSetup, models: readonly ModelSummary[]): BuildSetup[] {
  const { template, systemTemplate, idColumn, parameters } = table;
  return table.models.map((id) => {
    const model = models.find((known) => known.id === id);
    const wanted = { ...(model?.thinking === "switchable" && { enable_thinking: false }), ...parameters };
    const taken = Object.entries(wanted).filter(([name]) => takes(name, model));
    return { template, systemTemplate, idColumn, model: id, parameters: Object.fromEntries(taken) };
  });
}
