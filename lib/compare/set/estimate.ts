import type { ModelSummary } from "@/lib/models/model-summary";
import { fillTemplate } from "@/lib/rows/template";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import { instructionsOf } from "./cell-request";
import type { PromptSet } from "./prompt-set";

/** How long an answer is taken to be as long as nobody knows. */
export const assumedTokens = 500;
const judgementTokens = 100;

/** What is going to be asked and what it will cost, in yuan; an estimate. */
export type Estimate = {
  calls: number;
  judgements: number;
  /** Of the calls whose price is known. */
  cny: number;
  /** Models of which the price is not known. */
  unpriced: string[];
};

/** Rows to be asked of each column, by its id. */
export type Plan = ReadonlyMap<string, readonly number[]>;

/** What a plan will cost, if every answer is as long as `outputTokens` says. */
export function estimateOf(
  set: PromptSet,
  plan: Plan,
  models: readonly ModelSummary[],
  outputTokens: number,
): Estimate {
  const unpriced = new Set<string>();
  let cny = 0;
  let calls = 0;
  const priceOf = (model: string, input: number, output: number) => {
    const summary = models.find(({ id }) => id === model);
    if (summary?.free) return 0;
    if (summary?.inputPrice == null || summary.outputPrice === null) {
      unpriced.add(model);
      return 0;
    }
    return (input * summary.inputPrice + output * summary.outputPrice) / 1_000_000;
  };
  const { judge } = set;
  for (const column of set.columns) {
    const rows = plan.get(column.id) ?? [];
    const { model } = column.setup;
    if (model === null || rows.length === 0) continue;
    calls += rows.length;
    const said = estimateTokens(instructionsOf(set, column)) * rows.length;
    const asked = rows.reduce(
      (sum, row) => sum + estimateTokens(fillTemplate(set.template, set.rows[row] ?? {})),
      0,
    );
    cny += priceOf(model, said + asked, rows.length * outputTokens);
    if (judge.kind !== "model" || judge.model === null) continue;
    const rubric = estimateTokens(judge.rubric) + judgementTokens;
    const read = asked + rows.length * (outputTokens + rubric);
    cny += priceOf(judge.model, read, rows.length * judgementTokens);
  }
  return { calls, judgements: judge.kind === "model" ? calls : 0, cny, unpriced: [...unpriced] };
}
