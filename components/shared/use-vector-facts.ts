"use client";

import { useTranslations } from "use-intl";
import type { EmbeddingModel, Reranker } from "@/lib/models/vector-model";
import { formatTokenCapacity, formatYuan } from "@/lib/ui/format";
import type { ToldModel } from "./model-trigger";

/** Models for vectors and rankings with what a person wants to know before choosing: price and longest input. */
export function useVectorFacts(): (models: readonly (EmbeddingModel | Reranker)[]) => ToldModel[] {
  const t = useTranslations("modelRows");
  return (models) =>
    models.map(({ id, catalogued, free, price, maxInputTokens, vision }) => ({
      id,
      free,
      facts: [
        !catalogued && t("uncatalogued"),
        free ? t("free") : price === null ? t("priceUnknown") : t("price", { amount: formatYuan(price) }),
        maxInputTokens !== null && t("mostTokens", { count: formatTokenCapacity(maxInputTokens) }),
        vision && t("sees"),
      ]
        .filter(Boolean)
        .join(" · "),
    }));
}
