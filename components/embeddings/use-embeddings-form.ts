"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useStore } from "zustand";
import { useTexts } from "@/components/shared/texts/use-texts";
import { mostCharacters, mostTexts } from "@/lib/embeddings/limits";
import { createEmbeddingSettings, type EmbeddingSettings, mostModels } from "@/lib/embeddings/settings";
import type { CreationRecord } from "@/lib/history/creation-record";
import { modelQueries } from "@/lib/models/model-queries";
import { overlongLines } from "@/lib/rows/texts";

const draftKey = "embeddings";

function useSettings() {
  const [store] = useState(createEmbeddingSettings);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  return { settings: useStore(store), set: (some: Partial<EmbeddingSettings>) => store.setState(some) };
}

/** What texts get vectors, of which models. What was typed is kept until it is sent, also across a reload. */
export function useEmbeddingsForm() {
  const t = useTranslations("embeddings");
  const list = useQuery(modelQueries.embedding());
  const { settings, set } = useSettings();
  const texts = useTexts(draftKey, settings.split);
  const listed = list.data?.models ?? [];
  const known = settings.models.flatMap((id) => listed.find((model) => model.id === id) ?? []);
  const free = listed.filter((model) => model.free).slice(0, 2);
  const models = known.length > 0 ? known : free.length > 0 ? free : listed.slice(0, 1);
  const ids = models.map(({ id }) => id);
  const choose = (chosen: readonly string[]) => set({ models: [...new Set(chosen)] });
  const { given } = texts;
  const blocked =
    (models.length === 0 && t("noModels")) ||
    (texts.reading && t("reading")) ||
    (given.set.texts.length < 2 && t("tooFew")) ||
    (given.set.texts.length > mostTexts && t("tooMany", { most: mostTexts })) ||
    (texts.characters > mostCharacters && t("tooLarge", { most: mostCharacters })) ||
    undefined;
  return {
    ...texts,
    list,
    listed,
    models,
    settings,
    set,
    blocked,
    wishes: models.map(({ id, dimensions }) => {
      const wanted = settings.dimensions[id];
      return { id, dimensions: wanted && dimensions?.includes(wanted) ? wanted : undefined };
    }),
    free: models.every(({ free }) => free === true),
    /** Models that will probably refuse some of the texts. */
    warnings: models.flatMap(({ id, maxInputTokens }) => {
      const lines = maxInputTokens === null ? [] : overlongLines(given.set, maxInputTokens);
      return lines.length > 0 && maxInputTokens !== null ? [{ id, lines, most: maxInputTokens }] : [];
    }),
    changeModel: (at: number, id: string) => choose(ids.map((model, place) => (place === at ? id : model))),
    removeModel: (at: number) => choose(ids.filter((_, place) => place !== at)),
    /** The next of the list that is not chosen yet; nothing when all are. */
    addModel:
      ids.length < Math.min(mostModels, listed.length)
        ? () => choose([...ids, ...listed.flatMap(({ id }) => (ids.includes(id) ? [] : [id])).slice(0, 1)])
        : undefined,
    changeDimensions: (id: string, dimensions: number | undefined) => {
      const { [id]: _, ...others } = settings.dimensions;
      set({ dimensions: dimensions === undefined ? others : { ...others, [id]: dimensions } });
    },
    /** Puts the texts and models of a card into the form again. */
    reuse: async (records: readonly CreationRecord[]) => {
      const { loadTextSet } = await import("@/lib/creations/text-set");
      const [first] = records;
      const kept = first && (await loadTextSet(first));
      if (!kept || !first) return;
      const again = records.map(({ model }) => model).filter((id) => listed.some((model) => model.id === id));
      if (again.length > 0) choose(again.slice(0, mostModels));
      texts.put(kept, first.prompt);
    },
  };
}

export type EmbeddingsForm = ReturnType<typeof useEmbeddingsForm>;
