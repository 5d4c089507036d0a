"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { CreationPage } from "@/components/shared/creations/use-creation-actions";
import { useInputPictures } from "@/components/shared/creations/use-input-pictures";
import { useDraft } from "@/components/shared/use-draft";
import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import type { CreationWish } from "@/lib/creations/creation";
import { attachmentOf, inputOf } from "@/lib/creations/input-picture";
import type { CreationRecord } from "@/lib/history/creation-record";
import { faults, fieldsFor, type ImageParameters, mostModels } from "@/lib/image/parameters";
import { chosenModels } from "@/lib/image/settings";
import { estimate, inputsTaken, mostInputs, needsInput, wishesOf } from "@/lib/image/wishes";
import { type MediaModel, mediaParameters } from "@/lib/models/media-model";
import { modelQueries } from "@/lib/models/model-queries";
import type { Candidate } from "@/lib/rounds/round";
import { useImageSettings } from "./use-image-settings";

/** What is typed and not sent is kept under this key. */
const draftKey = "new-image";

const isPresent = <Value>(value: Value | undefined): value is Value => value !== undefined;

/** Those of a request's fields that the form has a place for. */
function parametersOf({ fields }: CreationRecord): ImageParameters {
  return Object.fromEntries(
    mediaParameters.flatMap((name) => (fields[name] === undefined ? [] : [[name, fields[name]]])),
  );
}

/** Everything that the next pictures are made from: models, words, pictures, parameters. */
export function useImageForm() {
  const t = useTranslations("image");
  const list = useQuery(modelQueries.media("image"));
  const settings = useImageSettings();
  const draft = useDraft(draftKey, "");
  const inputs = useInputPictures({
    most: mostInputs,
    pictures: draft.attachments,
    onChange: (attachments) => draft.change({ attachments }),
  });
  const models = list.data?.models ?? [];
  const chosen = chosenModels(models, settings.models);
  const { parameters } = settings;
  const pictures = draft.attachments.map(inputOf).filter(isPresent);
  const wrong = faults(chosen, parameters);
  const [lacking] = chosen.filter((model) => needsInput(model) && pictures.length === 0);
  const blocked =
    (chosen.length === 0 && t("noModels")) ||
    (draft.text.trim() === "" && t("emptyPrompt")) ||
    (inputs.pending.length > 0 && t("waitForPicture")) ||
    (lacking && t("needsPicture", { model: lacking.id })) ||
    (wrong.length > 0 && t("faulty", { names: wrong.join(", ") })) ||
    undefined;
  const choose = (next: readonly MediaModel[]) =>
    settings.set({ models: next.slice(0, mostModels).map(({ id }) => id) });
  const wishes = (prompt: string): CreationWish[] =>
    wishesOf({ models: chosen, prompt, parameters, inputs: pictures });
  return {
    list,
    models,
    chosen,
    choose,
    settings,
    draft,
    inputs,
    pictures,
    blocked,
    estimate: estimate(chosen, parameters),
    wishes,
    /** Those to draw a blind round from: they may get the same pictures. Fewer than two make none. */
    candidates: chosen
      .filter((model) => pictures.length === 0 || inputsTaken(model) >= pictures.length)
      .map((model): Candidate => ({ model: model.id, fields: fieldsFor(model, parameters) })),
    /** Fills everything in as it was asked. */
    reuse: (records: readonly CreationRecord[]) => {
      const [record] = records;
      if (!record) return;
      const seed = record.output.seed ?? record.fields["seed"];
      const kept = parametersOf(record);
      settings.set({
        models: [...new Set(records.map(({ model }) => model))].slice(0, mostModels),
        parameters: seed === undefined ? kept : { ...kept, seed },
      });
      draft.change({ text: record.prompt });
      inputs.set(record.inputs.map(attachmentOf));
    },
  };
}

export type ImageForm = ReturnType<typeof useImageForm>;

/** Sends what the form holds; what was typed stays until it is stored, and the pictures stay for the next time. */
export function useSending(form: ImageForm, page: CreationPage) {
  const [sending, setSending] = useState(false);
  const [refusal, setRefusal] = useState<AppError>();
  const [cutOff, setCutOff] = useState(false);
  const send = async (prepare: () => Promise<Result<readonly CreationWish[], AppError>>) => {
    if (sending) return;
    setSending(true);
    try {
      const wishes = await prepare();
      setRefusal(wishes.ok ? undefined : wishes.error);
      if (wishes.ok) await page.send(wishes.value);
      setCutOff(false);
    } catch {
      setCutOff(true);
    }
    setSending(false);
  };
  return {
    sending,
    /** Why a blind round could not be drawn. */
    refusal,
    /** What sends could not be fetched: nothing was stored, and nothing is sent later. */
    cutOff,
    send: () => send(async () => ok(form.wishes(form.draft.text))),
    /** Two of the chosen models, without names until the vote. */
    sendBlind: () =>
      send(async () => {
        const { drawRound } = await import("@/lib/creations/blind-round");
        const { draft, pictures, candidates } = form;
        return drawRound({ kind: "image", prompt: draft.text.trim(), inputs: pictures }, candidates);
      }),
    /** An example, with the first model that makes pictures from words where none of the chosen does. */
    run: (prompt: string) => {
      const able = form.chosen.filter((model) => !needsInput(model));
      const fallback = chosenModels(form.models, []);
      const models = able.length > 0 ? able : fallback;
      if (!form.draft.text) form.draft.change({ text: prompt });
      const { parameters } = form.settings;
      return send(async () => ok(wishesOf({ models, prompt, parameters, inputs: [] })));
    },
  };
}
