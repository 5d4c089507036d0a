"use client";

import { useQuery } from "@tanstack/react-query";
import { useSetting } from "@/components/shared/use-settings";
import { modelQueries } from "@/lib/models/model-queries";
import type { ModelSummary } from "@/lib/models/model-summary";

/** The model of a first visit: one that costs nothing and shows its thinking, else one that costs nothing. */
function firstChoice(models: readonly ModelSummary[]): ModelSummary | undefined {
  const free = models.filter((model) => model.free);
  return free.find((model) => model.thinking === "switchable") ?? free[0] ?? models[0];
}

/** The model that answers next and whether it thinks, with the list to choose from. */
export function useAnswerSettings() {
  const { data, error, isPending, refetch } = useQuery(modelQueries.list());
  const [wanted, setModel] = useSetting("model");
  const [thinking, setThinking] = useSetting("thinking");
  const models = data?.models ?? [];
  const model = wanted ?? firstChoice(models)?.id ?? null;
  const known = models.find(({ id }) => id === model);
  return {
    models,
    list: data,
    error,
    isPending,
    refetch,
    model,
    setModel,
    /** Null when the model has no switch: then nothing is sent about thinking. */
    enableThinking: known?.thinking === "switchable" ? thinking : null,
    setThinking,
  };
}
