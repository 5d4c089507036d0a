"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useInputPictures } from "@/components/shared/creations/use-input-pictures";
import { useDraft } from "@/components/shared/use-draft";
import { attachmentOf, inputOf } from "@/lib/creations/input-picture";
import type { CreationRecord } from "@/lib/history/creation-record";
import { modelQueries } from "@/lib/models/model-queries";
import { isClipSize, sizeLike } from "@/lib/video/clip-size";
import {
  type ClipForm,
  type ClipMode,
  modelsFor,
  priceOf,
  readSeed,
  sizeFor,
  takes,
  wishOf,
} from "@/lib/video/wishes";
import { useVideoSettings } from "./use-video-settings";

/** What is typed and not sent is kept under this key. */
const draftKey = "new-video";

/** Everything that the next clip is made from: model, words, picture, shape, seed. */
export function useVideoForm() {
  const t = useTranslations("video");
  const list = useQuery(modelQueries.media("video"));
  const settings = useVideoSettings();
  const draft = useDraft(draftKey, "");
  const inputs = useInputPictures({
    most: 1,
    pictures: draft.attachments,
    onChange: (attachments) => {
      draft.change({ attachments });
      // A new picture has a shape of its own.
      settings.set(attachments.length > 0 ? { mode: "picture", size: undefined } : { size: undefined });
    },
  });
  const all = list.data?.models ?? [];
  const { mode } = settings;
  const models = modelsFor(mode, all);
  const model = models.find(({ id }) => id === settings.models[mode]) ?? models[0];
  const [picture] = draft.attachments.flatMap((attachment) => inputOf(attachment) ?? []);
  const { size, seed, negativePrompt } = settings;
  const seedFaulty =
    model !== undefined &&
    seed.trim() !== "" &&
    takes(model, "seed") !== false &&
    readSeed(seed) === undefined;
  const blocked =
    (!model && t("noModels")) ||
    (draft.text.trim() === "" && t("emptyPrompt")) ||
    (inputs.pending.length > 0 && t("waitForPicture")) ||
    (mode === "picture" && !picture && t("needsPicture")) ||
    (seedFaulty && t("wrongSeed")) ||
    undefined;
  const filled: ClipForm | undefined = model && {
    mode,
    model,
    prompt: draft.text,
    size,
    seed,
    negativePrompt,
    picture,
  };
  const setMode = (next: ClipMode) => settings.set({ mode: next, size: undefined });
  return {
    list,
    models,
    model,
    settings,
    draft,
    inputs,
    picture,
    seedFaulty,
    blocked,
    size: sizeFor({ mode, size, picture }),
    setMode,
    /** Any model of the list, with what it makes clips from. */
    askFor: (id: string) => {
      const { subType } = all.find((candidate) => candidate.id === id) ?? {};
      const asked: ClipMode = subType === "image-to-video" ? "picture" : "text";
      settings.set({ mode: asked, models: { ...settings.models, [asked]: id } });
    },
    chooseModel: (id: string) => settings.set({ models: { ...settings.models, [mode]: id } }),
    wish: () => filled && wishOf(filled),
    /** Yuan for a clip of a model of the list; null when it is not known. */
    priceOfModel: (id: string): number | null => {
      const known = all.find((candidate) => candidate.id === id);
      return known ? priceOf(known) : null;
    },
    /** Fills everything in as it was asked. */
    reuse: (record: CreationRecord) => {
      const { fields, output, prompt, model: id, inputs: pictures } = record;
      const [first] = pictures;
      const used: ClipMode = first ? "picture" : "text";
      const asked = fields["image_size"];
      const byHand = isClipSize(asked) && asked !== (first ? sizeLike(first) : "1280x720");
      const drawn = output.seed ?? fields["seed"];
      const words = fields["negative_prompt"];
      draft.change({ text: prompt, attachments: pictures.map(attachmentOf) });
      settings.set({
        mode: used,
        models: { ...settings.models, [used]: id },
        size: byHand ? asked : undefined,
        seed: typeof drawn === "number" ? String(drawn) : "",
        negativePrompt: typeof words === "string" ? words : "",
      });
    },
  };
}

export type VideoForm = ReturnType<typeof useVideoForm>;
