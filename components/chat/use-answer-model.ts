"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useSetting } from "@/components/shared/use-settings";
import { modelQueries } from "@/lib/models/model-queries";
import type { ModelSummary } from "@/lib/models/model-summary";

/** The model of a first visit: one that costs nothing and shows its thinking, else one that costs nothing. */
function firstChoice(models: readonly ModelSummary[]): ModelSummary | undefined {
  const free = models.filter((model) => model.free);
  return free.find((model) => model.thinking === "switchable") ?? free[0] ?? models[0];
}

type Wanted = {
  /** The model that answered last in this conversation, or that a link asks for. */
  before: string | null;
  /** Only models that fill gaps, where there are any. */
  fills: boolean;
};

/** The model that answers next, with the list to choose from. A conversation goes on with the model it had. */
export function useAnswerModel({ before, fills }: Wanted) {
  const { data, error, isPending, refetch } = useQuery(modelQueries.list());
  const [setting, setSetting] = useSetting("model");
  const [{ chat: begins }] = useSetting("firstModels");
  const [chosen, setChosen] = useState<string>();
  // A link's wish is gone from the address once the conversation has one of its own.
  const [first] = useState(before);
  const all = data?.models ?? [];
  const able = fills ? all.filter(({ fim }) => fim === true) : [];
  const models = able.length > 0 ? able : all;
  // One that SiliconFlow has taken away begins nothing.
  const starts = data && !all.some(({ id }) => id === begins) ? undefined : begins;
  const wanted = chosen ?? first ?? starts ?? setting;
  const possible = able.length === 0 || able.some(({ id }) => id === wanted);
  const id = (possible ? wanted : null) ?? firstChoice(models)?.id ?? null;
  return {
    models,
    list: data,
    error,
    isPending,
    refetch,
    id,
    /** Undefined for a model that the list does not have. */
    summary: all.find((model) => model.id === id),
    choose: (model: string) => {
      setChosen(model);
      setSetting(model);
    },
  };
}

export type AnswerModel = ReturnType<typeof useAnswerModel>;
