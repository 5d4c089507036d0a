"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useStore } from "zustand";
import { useInputPictures } from "@/components/shared/creations/use-input-pictures";
import { useTexts } from "@/components/shared/texts/use-texts";
import { useDraft } from "@/components/shared/use-draft";
import { attachmentOf, inputOf } from "@/lib/creations/input-picture";
import { queryPictureOf } from "@/lib/creations/request";
import type { CreationRecord } from "@/lib/history/creation-record";
import { chosenModels } from "@/lib/models/chosen-models";
import { modelQueries } from "@/lib/models/model-queries";
import { documentsOf, mostCharacters, mostDocuments, textRows, tokensOf } from "@/lib/rerank/documents";
import { optionsOf, ranges, wrongOptions } from "@/lib/rerank/options";
import { createRerankSettings, mostRerankers, type RerankSettings } from "@/lib/rerank/settings";

/** The query and the pictures that are not sent yet are kept under the one key, the documents under the other. */
const queryKey = "rerank";
const documentsKey = "rerank-documents";
const queryPictureKey = "rerank-query-picture";

/** So many pictures go into one request: with more it would be larger than our server takes. */
const mostPictures = 24;

function useSettings() {
  const [store] = useState(createRerankSettings);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  return { settings: useStore(store), set: (some: Partial<RerankSettings>) => store.setState(some) };
}

/** A picture that documents are ranked for, in place of words; these stay beside it. */
function useQueryPicture() {
  const draft = useDraft(queryPictureKey, "");
  const { attachments } = draft;
  const queryInputs = useInputPictures({
    most: 1,
    pictures: attachments,
    onChange: (chosen) => draft.change({ attachments: chosen }),
    fromOutside: false,
  });
  const [first] = attachments;
  return { queryInputs, queryPicture: first && inputOf(first) };
}

/** What is ranked for which query, by whom. What was typed is kept until it is sent, also across a reload. */
export function useRerankForm() {
  const { settings, set } = useSettings();
  const models = useModels(settings, set);
  const draft = useDraft(queryKey, "");
  const texts = useTexts(documentsKey, settings.split);
  const inputs = useInputPictures({
    most: mostPictures,
    pictures: draft.attachments,
    onChange: (attachments) => draft.change({ attachments }),
    onOther: (file) => void texts.readFile(file),
  });
  const pictures = draft.attachments.flatMap((attachment) => {
    const input = inputOf(attachment);
    return input ? [{ input, caption: settings.captions[input.mediaId] ?? "" }] : [];
  });
  const documents = documentsOf(texts.given.set, pictures);
  const asked = useQueryPicture();
  const { queryInputs, queryPicture } = asked;
  const query = queryPicture ? "" : draft.text.trim();
  const form = { settings, set, ...models, texts, inputs, pictures, documents, query, ...asked };
  return {
    ...form,
    typed: draft.text,
    filled: draft.text !== "" || queryPicture !== undefined || texts.filled || pictures.length > 0,
    typeQuery: (text: string) => draft.change({ text }),
    tokens: tokensOf(query, texts.tokens, documents.texts.length),
    blocked: useBlocked(form),
    caption: (mediaId: string, words: string) =>
      set({ captions: { ...settings.captions, [mediaId]: words } }),
    /** Gives what brings back the whole form as it is now; nothing when there is nothing in it. */
    keep: (): (() => void) | undefined => {
      if (draft.text.trim() === "" && !queryPicture && documents.texts.length === 0) return undefined;
      const restoreTexts = texts.keep();
      const { text, attachments } = draft;
      const asked = queryInputs.pictures;
      return () => {
        restoreTexts();
        draft.change({ text, attachments });
        queryInputs.set(asked);
        set(settings);
      };
    },
    /** Whether the form has not been changed since it was like this. */
    isAsWhen: (before: { typed: string; texts: typeof texts; inputs: typeof inputs }) =>
      before.typed === draft.text &&
      before.texts.text === texts.text &&
      before.texts.file === texts.file &&
      before.inputs.pictures === inputs.pictures,
    /** They are sent. */
    clear: () => {
      if (queryPicture) queryInputs.set([]);
      // What was not sent is not lost: words that a picture stood before.
      draft.change({ attachments: [], ...(!queryPicture && { text: "" }) });
      texts.clear();
      set({ captions: {} });
    },
    /** Puts everything of a card into the form again. */
    reuse: async (records: readonly CreationRecord[]) => {
      const { loadTextSet } = await import("@/lib/creations/text-set");
      const [first] = records;
      const kept = first && (await loadTextSet(first));
      if (!kept || !first) return;
      const rows = kept.texts.map((_, row) => row);
      const isPicture = (row: number) => kept.pictures?.[row] != null;
      const plain = rows.filter((row) => !isPicture(row));
      texts.put(
        {
          texts: plain.map((row) => kept.texts[row] ?? ""),
          lines: plain.map((row) => kept.lines[row] ?? row + 1),
        },
        first.inputs[0]?.name ?? "",
      );
      const known = new Map(records.flatMap(({ inputs: all }) => all.map((input) => [input.mediaId, input])));
      const shown = rows.filter(isPicture).map((row) => ({
        input: known.get(kept.pictures?.[row] ?? ""),
        caption: kept.texts[row] ?? "",
      }));
      const asked = queryPictureOf(first);
      queryInputs.set(asked ? [attachmentOf(asked)] : []);
      draft.change({
        text: first.prompt,
        attachments: shown.flatMap(({ input }) => (input ? [attachmentOf(input)] : [])),
      });
      set({
        ...models.chosenAgain(records),
        ...optionsOf(Object.assign({}, ...records.map(({ fields }) => fields))),
        captions: Object.fromEntries(
          shown.flatMap(({ input, caption }) => (input ? [[input.mediaId, caption]] : [])),
        ),
      });
    },
  };
}

export type RerankForm = ReturnType<typeof useRerankForm>;

/** The rerankers that are chosen, and the embedding model beside them. */
function useModels(settings: RerankSettings, set: (some: Partial<RerankSettings>) => void) {
  const list = useQuery(modelQueries.reranker());
  const embeddings = useQuery(modelQueries.embedding());
  const listed = list.data?.models ?? [];
  const baselines = embeddings.data?.models ?? [];
  const known = settings.models.flatMap((id) => listed.find((model) => model.id === id) ?? []);
  const free = listed.filter((model) => model.free);
  const models = known.length > 0 ? known : (free.length > 0 ? free : listed).slice(0, 1);
  const baseline = baselines.find(({ id }) => id === settings.baseline);
  const ids = models.map(({ id }) => id);
  const choose = (chosen: readonly string[]) => set({ models: [...new Set(chosen)] });
  return {
    list,
    listed,
    models,
    baselines,
    baseline,
    free: [...models, ...(baseline ? [baseline] : [])].every((model) => model.free === true),
    ...chosenModels({ chosen: ids, listed: listed.map(({ id }) => id), most: mostRerankers, choose }),
    /** The models of a card that can still be chosen. */
    chosenAgain: (records: readonly CreationRecord[]): Partial<RerankSettings> => {
      const again = records
        .filter(({ kind }) => kind === "ranking")
        .map(({ model }) => model)
        .filter((id) => listed.some((model) => model.id === id));
      const beside = records.find(({ kind }) => kind === "ranking-vectors")?.model ?? "";
      return { baseline: beside, ...(again.length > 0 && { models: [...new Set(again)] }) };
    },
  };
}

type Filled = ReturnType<typeof useModels> & {
  settings: RerankSettings;
  texts: ReturnType<typeof useTexts>;
  inputs: ReturnType<typeof useInputPictures>;
  documents: ReturnType<typeof documentsOf>;
  query: string;
} & ReturnType<typeof useQueryPicture>;

/** Why it cannot be sent; nothing when it can. */
function useBlocked(form: Filled) {
  const t = useTranslations("rerank");
  const { models, baseline, settings, texts, inputs, documents, query, queryInputs, queryPicture } = form;
  const onlyPictures = textRows(documents)?.length === 0;
  const blind = [...models, ...(baseline ? [baseline] : [])].find(({ vision }) => vision === false);
  const [wrong] = wrongOptions(settings);
  return (
    (models.length === 0 && t("noModels")) ||
    ([inputs, queryInputs].some(({ pending }) => pending.length > 0) && t("preparing")) ||
    (query === "" && !queryPicture && t("noQuery")) ||
    (queryPicture && blind && t("blindToQuery", { model: blind.id })) ||
    (texts.reading && t("reading")) ||
    (documents.texts.length < 2 && t("tooFew")) ||
    (documents.texts.length > mostDocuments && t("tooMany", { most: mostDocuments })) ||
    (texts.characters > mostCharacters && t("tooLarge", { most: mostCharacters })) ||
    (wrong && t("wrongNumber", { name: ranges[wrong].name })) ||
    (onlyPictures && blind && t("nothingFor", { model: blind.id })) ||
    undefined
  );
}
