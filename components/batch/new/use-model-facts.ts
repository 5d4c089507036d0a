"use client";

import { useTranslations } from "use-intl";
import type { ToldModel } from "@/components/shared/model-trigger";
import type { ModelSummary } from "@/lib/models/model-summary";

/** Models with what matters here: whether they take batches, and for how much. Those that do come first. */
export function useModelFacts(): (models: readonly ModelSummary[]) => ToldModel[] {
  const t = useTranslations("batch.new.models");
  const factsOf = ({ batch, batchInputPrice: input, batchOutputPrice: output }: ModelSummary) => {
    if (batch === null) return t("unknown");
    if (!batch) return t("none");
    return input === null || output === null ? t("batchUnpriced") : t("batchPrice", { input, output });
  };
  return (models) =>
    models
      .toSorted((a, b) => Number(b.batch === true) - Number(a.batch === true))
      .map((model) => ({ id: model.id, free: model.free, facts: factsOf(model) }));
}
