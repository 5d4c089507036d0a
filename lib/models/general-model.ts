import type { ModelSummary } from "./model-summary";

/**
 * Whether a model answers anything one asks. Calling tools is what sets a general model apart from those for reading
 * documents or for translation; the catalogue has no other mark.
 */
export const isGeneral = ({ tools }: ModelSummary): boolean => tools === true;

/**
 * Of the general models that cost nothing the one that surely answers at once, for small services of the pages; one
 * that always thinks would use up its tokens.
 */
export function freeHelper(models: readonly ModelSummary[]): ModelSummary | undefined {
  const free = models.filter((model) => model.free === true && isGeneral(model));
  const order = ["never", "switchable"] as const;
  return order.map((thinking) => free.find((model) => model.thinking === thinking)).find(Boolean);
}
