import type { FileReport } from "./check-file";

/** Yuan for a million tokens; null where no source names it. */
export type BatchRates = { input: number | null; output: number | null };
export type BatchModel = { id: string; live: BatchRates; batch: BatchRates };

/** Yuan; null where a rate or an amount is not known. */
export type Estimate = {
  model: string;
  inputTokens: number;
  /** What all answers may have at most; null when some requests set no limit. */
  mostOutputTokens: number | null;
  batch: { input: number | null; atMost: number | null };
  live: { input: number | null; atMost: number | null };
};

const million = 1_000_000;

const costOf = (tokens: number | null, rate: number | null) =>
  tokens === null || rate === null ? null : (tokens * rate) / million;

const sumOf = (one: number | null, other: number | null) =>
  one === null || other === null ? null : one + other;

/**
 * What a file would cost with a model, as a batch and by single calls. Tokens of the requests are estimated from their
 * texts; of the answers only the most is known, and only where every request says it.
 */
export function estimate(
  { models, maxTokens, unlimited }: Pick<FileReport, "models" | "maxTokens" | "unlimited">,
  { id, live, batch }: BatchModel,
): Estimate {
  const inputTokens = models.reduce((sum, model) => sum + model.inputTokens, 0);
  const mostOutputTokens = unlimited > 0 ? null : maxTokens;
  const of = (rates: BatchRates) => {
    const input = costOf(inputTokens, rates.input);
    return { input, atMost: sumOf(input, costOf(mostOutputTokens, rates.output)) };
  };
  return { model: id, inputTokens, mostOutputTokens, batch: of(batch), live: of(live) };
}
