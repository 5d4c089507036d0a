"use client";

import { useQuery } from "@tanstack/react-query";
import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import { useStore } from "zustand";
import { useDraft } from "@/components/shared/use-draft";
import type { TextSet } from "@/lib/creations/text-set";
import { createEmbeddingSettings, type EmbeddingSettings, mostModels } from "@/lib/embeddings/settings";
import {
  estimateAll,
  mostCharacters,
  mostTexts,
  overlong,
  textColumnOf,
  textsFrom,
  textsOfColumn,
} from "@/lib/embeddings/texts";
import type { CreationRecord } from "@/lib/history/creation-record";
import { modelQueries } from "@/lib/models/model-queries";
import type { ReadRows, RowsFault } from "@/lib/rows/row-formats";

const draftKey = "embeddings";

/** A file in the form, and the column of it that is sent. */
export type GivenFile = { name: string; read: ReadRows; column: string };
/** A file that gives no texts, and why. */
export type RefusedFile = { name: string; fault: RowsFault };

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
  const texts = useTexts(settings.split);
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
      const count = maxInputTokens === null ? 0 : overlong(given.set.texts, maxInputTokens);
      return count > 0 && maxInputTokens !== null ? [{ id, count, most: maxInputTokens }] : [];
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

/** The texts in the form: typed, or of a file. */
function useTexts(split: EmbeddingSettings["split"]) {
  const draft = useDraft(draftKey, "");
  const [file, setFile] = useState<GivenFile>();
  const [refused, setRefused] = useState<RefusedFile>();
  const [reading, setReading] = useState(false);
  const typed = useDeferredValue(draft.text);
  const given = useMemo(
    () => (file ? textsOfColumn(file.read.rows, file.column) : textsFrom(typed, split)),
    [file, typed, split],
  );
  const { texts } = given.set;
  const tokens = useMemo(() => estimateAll(texts), [texts]);
  const characters = useMemo(() => texts.reduce((sum, text) => sum + text.length, 0), [texts]);
  return {
    text: draft.text,
    type: (text: string) => draft.change({ text }),
    file,
    refused,
    reading,
    given,
    tokens,
    characters,
    chooseColumn: (column: string) => file && setFile({ ...file, column }),
    dropFile: () => setFile(undefined),
    forgetRefused: () => setRefused(undefined),
    readFile: async (chosen: File) => {
      setReading(true);
      setRefused(undefined);
      const { name } = chosen;
      const { readRowsApart } = await import("@/lib/rows/rows-client");
      const outcome = await readRowsApart(chosen, /\.txt$/i.test(name) ? "lines" : undefined);
      setReading(false);
      if (!outcome.ok) return setRefused({ name, fault: outcome.error });
      const column = textColumnOf(outcome.value.rows, outcome.value.names);
      if (column === undefined) setRefused({ name, fault: "no-rows" });
      else setFile({ name, read: outcome.value, column });
    },
    put: ({ texts: kept }: TextSet, name: string) => {
      if (kept.every((text) => !text.includes("\n"))) {
        setFile(undefined);
        draft.change({ text: kept.map((text) => `${text}\n`).join("") });
        return;
      }
      const rows = kept.map((text) => ({ text }));
      const read = { format: "jsonl" as const, rows, names: ["text"], problems: [] };
      setFile({ name, read, column: "text" });
    },
    /** They are sent. */
    clear: () => {
      setFile(undefined);
      draft.change({ text: "" });
    },
  };
}
