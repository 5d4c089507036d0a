"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useStore } from "zustand";
import { useInputPictures } from "@/components/shared/creations/use-input-pictures";
import { useTexts } from "@/components/shared/texts/use-texts";
import { useDraft } from "@/components/shared/use-draft";
import { attachmentOf, inputOf } from "@/lib/creations/input-picture";
import { mostPictures, withoutPictures, withPictures } from "@/lib/embeddings/given-set";
import { mostCharacters, mostTexts } from "@/lib/embeddings/limits";
import {
  againFrom,
  createEmbeddingSettings,
  type EmbeddingSettings,
  mostModels,
} from "@/lib/embeddings/settings";
import type { CreationRecord } from "@/lib/history/creation-record";
import { chosenModels } from "@/lib/models/chosen-models";
import { imageTokens } from "@/lib/models/media-tokens";
import { modelQueries } from "@/lib/models/model-queries";
import { overlongLines } from "@/lib/rows/texts";

const draftKey = "embeddings";
const picturesKey = "embeddings-pictures";

function useSettings() {
  const [store] = useState(createEmbeddingSettings);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  return { settings: useStore(store), set: (some: Partial<EmbeddingSettings>) => store.setState(some) };
}

/** The pictures in the form, about how many tokens they come to, and what takes them. Kept as the texts are. */
function usePictures(onOther: (file: File) => void) {
  const draft = useDraft(picturesKey, "");
  const inputs = useInputPictures({
    most: mostPictures,
    pictures: draft.attachments,
    onChange: (attachments) => draft.change({ attachments }),
    onOther,
  });
  const pictures = draft.attachments.flatMap((attachment) => inputOf(attachment) ?? []);
  const pictureTokens = pictures.reduce(
    (sum, { width, height }) => sum + imageTokens("qwen", { width, height, detail: "high" }),
    0,
  );
  return {
    inputs,
    pictures,
    pictureTokens,
    /** Gives what brings back the pictures as they are now. */
    keepPictures: () => {
      const { attachments } = draft;
      return () => draft.change({ attachments });
    },
  };
}

/** What texts and pictures get vectors, of which models. What was given is kept until it is sent, also across a reload. */
export function useEmbeddingsForm() {
  const t = useTranslations("embeddings");
  const list = useQuery(modelQueries.embedding());
  const { settings, set } = useSettings();
  const texts = useTexts(draftKey, settings.split);
  const shown = usePictures((file) => void texts.readFile(file));
  const { inputs, pictures } = shown;
  const listed = list.data?.models ?? [];
  const known = settings.models.flatMap((id) => listed.find((model) => model.id === id) ?? []);
  const free = listed.filter((model) => model.free).slice(0, 2);
  const models = known.length > 0 ? known : free.length > 0 ? free : listed.slice(0, 1);
  const ids = models.map(({ id }) => id);
  const choose = (chosen: readonly string[]) => set({ models: [...new Set(chosen)] });
  const { given } = texts;
  const count = given.set.texts.length;
  /** Those that can make something of what is given: without texts only those that take pictures. */
  const able = models.filter(({ vision }) => count > 0 || vision !== false);
  const blocked =
    (models.length === 0 && t("noModels")) ||
    (texts.reading && t("reading")) ||
    (inputs.pending.length > 0 && t("reading")) ||
    (count + pictures.length < 2 && t("tooFew")) ||
    (able.length === 0 && t("noneSees")) ||
    (count > mostTexts && t("tooMany", { most: mostTexts })) ||
    (texts.characters > mostCharacters && t("tooLarge", { most: mostCharacters })) ||
    undefined;
  return {
    ...texts,
    ...shown,
    list,
    listed,
    models,
    settings,
    set,
    blocked,
    filled: texts.filled || pictures.length > 0,
    whole: withPictures(given.set, pictures),
    wishes: able.map(({ id, dimensions, vision }) => {
      const wanted = settings.dimensions[id];
      return {
        id,
        dimensions: wanted && dimensions?.includes(wanted) ? wanted : undefined,
        pictures: vision !== false,
      };
    }),
    /** Models that do not get the pictures, and whether they get anything. */
    blind: pictures.length === 0 ? [] : models.filter(({ vision }) => vision === false).map(({ id }) => id),
    free: models.length > 0 && models.every(({ free }) => free === true),
    /** Models that will probably refuse some of the texts. */
    warnings: models.flatMap(({ id, maxInputTokens }) => {
      const lines = maxInputTokens === null ? [] : overlongLines(given.set, maxInputTokens);
      return lines.length > 0 && maxInputTokens !== null ? [{ id, lines, most: maxInputTokens }] : [];
    }),
    ...chosenModels({ chosen: ids, listed: listed.map(({ id }) => id), most: mostModels, choose }),
    changeDimensions: (id: string, dimensions: number | undefined) => {
      const { [id]: _, ...others } = settings.dimensions;
      set({ dimensions: dimensions === undefined ? others : { ...others, [id]: dimensions } });
    },
    /** Puts the texts, pictures, models and settings of a card into the form again; says whether this browser has them. */
    reuse: async (records: readonly CreationRecord[]): Promise<boolean> => {
      const { loadTextSet } = await import("@/lib/creations/text-set");
      const [first] = records;
      const kept = first && (await loadTextSet(first));
      if (!kept || !first) return false;
      set(againFrom(records, settings, (id) => listed.some((model) => model.id === id)));
      texts.put(withoutPictures(kept), first.prompt);
      const all = records.map((record) => record.inputs.slice(1));
      inputs.set((all.find((some) => some.length > 0) ?? []).map(attachmentOf));
      return true;
    },
    /** Gives what brings back texts, pictures and settings as they are now. */
    keep: () => {
      const restore = [texts.keep(), shown.keepPictures(), () => set(settings)];
      return () => {
        for (const one of restore) one();
      };
    },
    /** They are sent. */
    clear: () => {
      texts.clear();
      inputs.set([]);
    },
  };
}

export type EmbeddingsForm = ReturnType<typeof useEmbeddingsForm>;
