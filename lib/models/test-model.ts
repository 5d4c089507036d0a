import type { ModelSummary } from "./model-summary";

/** A model of which nothing is known but what a test says. */
export const modelOf = (known: Partial<ModelSummary> = {}): ModelSummary => ({
  id: "some/model",
  vendor: null,
  catalogued: true,
  free: null,
  inputPrice: null,
  outputPrice: null,
  batch: null,
  batchInputPrice: null,
  batchOutputPrice: null,
  contextLength: null,
  maxOutputTokens: null,
  vision: null,
  videoIn: null,
  audioIn: null,
  tools: null,
  json: null,
  prefix: null,
  fim: null,
  thinking: "unknown",
  thinkingBudget: false,
  reasoningEfforts: [],
  traits: {},
  ...known,
});
