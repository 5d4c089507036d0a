"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { useDraft } from "@/components/shared/use-draft";
import type { CreationRecord } from "@/lib/history/creation-record";
import { modelQueries } from "@/lib/models/model-queries";
import type { SpeechModel } from "@/lib/models/speech-model";
import { byteCount } from "@/lib/models/speech-price";
import { gainRange, mostTakes, speedRange, type TakeChoice } from "@/lib/speech/settings";
import { takesOf } from "@/lib/speech/take";
import { characterCount, mostCharacters } from "@/lib/speech/text";
import { type SpeechForm as Filled, notBlind, priceOfForm, ratesOf, sizeOfTake } from "@/lib/speech/wishes";
import { presetVoice, referenceVoice, voiceFor } from "@/lib/voices/chosen-voice";
import { voiceQueries } from "@/lib/voices/voice-queries";
import { attachmentOfReference, useReference } from "./use-reference";
import { useSpeechSettings } from "./use-speech-settings";

/** What is typed and not sent is kept under this key. */
const draftKey = "new-speech";

const numberOr = (value: unknown, usual: number) => (typeof value === "number" ? value : usual);

/** Everything that the next sound is made from: text, takes, format, how it is said. */
export function useSpeechForm() {
  const t = useTranslations("speech");
  const list = useQuery(modelQueries.speech());
  const own = useQuery(voiceQueries.list());
  const settings = useSpeechSettings();
  const draft = useDraft(draftKey, "");
  const reference = useReference(draft);
  const models = list.data?.models ?? [];
  const voices = own.data?.voices ?? [];
  const ownOf = (model: SpeechModel) =>
    voices.filter((voice) => voice.model === model.id || voice.model === "");
  const modelOf = (id: string | undefined) => models.find((model) => model.id === id);
  const known = settings.takes.flatMap(({ model: id, voice }) => {
    const model = modelOf(id);
    return model ? [{ model, voice: voiceFor(model, voice, ownOf(model)) }] : [];
  });
  const [first] = models;
  const takes =
    known.length > 0 ? known : first ? [{ model: first, voice: voiceFor(first, undefined, []) }] : [];
  const filled: Filled = { text: draft.text, takes, settings, reference: reference.input };
  const choices = takes.map(({ model, voice }): TakeChoice => ({ model: model.id, voice }));
  const setTakes = (next: readonly TakeChoice[]) => settings.set({ takes: [...next] });
  const needsReference = takes.some(({ voice }) => voice === referenceVoice);
  const characters = characterCount(draft.text);
  const blocked =
    (takes.length === 0 && t("noModels")) ||
    (saysNothing(filled) && t("emptyText")) ||
    (characters > mostCharacters && t("tooLong", { count: characters, most: mostCharacters })) ||
    (reference.reading && t("waitForReference")) ||
    (needsReference && !reference.input && t("needsReference")) ||
    undefined;
  return {
    list,
    own,
    models,
    ownOf,
    settings,
    draft,
    reference,
    takes,
    filled,
    needsReference,
    dialogue: takes.some(({ model }) => model.dialogue),
    style: takes.some(({ model }) => model.style),
    rates: ratesOf(
      takes.map(({ model }) => model),
      settings.format,
    ),
    characters,
    bytes: byteCount(draft.text),
    parts: Math.max(0, ...takes.map(({ model }) => sizeOfTake(filled, model).parts)),
    price: priceOfForm(filled),
    blocked,
    notBlind: notBlind(filled),
    /** A recording is chosen to speak like, and there is none. */
    blockedVoice: (voice: string) => voice === referenceVoice && !reference.input,
    changeTake: (at: number, choice: Partial<TakeChoice>) =>
      setTakes(choices.map((take, place) => (place === at ? { ...take, ...choice } : take))),
    /** One take by this model, in the voice of the first where the model has it. */
    chooseOnly: (id: string) => {
      const model = modelOf(id);
      if (model) setTakes([{ model: id, voice: voiceFor(model, choices[0]?.voice, ownOf(model)) }]);
    },
    removeTake: (at: number) => setTakes(choices.filter((_, place) => place !== at)),
    /** Another take beside those that are there: of the same model, by a voice that none has yet. */
    addTake: () => {
      const last = takes.at(-1);
      if (!last || takes.length >= mostTakes) return;
      const used = new Set(takes.filter(({ model }) => model === last.model).map(({ voice }) => voice));
      const voice = last.model.voices.map(({ id }) => presetVoice(id)).find((id) => !used.has(id));
      setTakes([...choices, { model: last.model.id, voice: voice ?? last.voice }]);
    },
    /** Fills everything in as it was asked. */
    reuse: (records: readonly CreationRecord[]) => {
      const asked = takesOf(records);
      const [one] = asked;
      const fields = one?.parts[0]?.fields;
      if (!one || !fields) return;
      const [recording] = records.flatMap(({ inputs }) => inputs);
      draft.change({ text: one.text, attachments: recording ? [attachmentOfReference(recording)] : [] });
      settings.set({
        takes: asked.slice(0, mostTakes).map(({ model, voice }) => ({ model, voice })),
        format: one.format,
        sampleRate: one.sampleRate,
        speed: numberOr(fields["speed"], speedRange.usual),
        gain: numberOr(fields["gain"], gainRange.usual),
        style: asked.find(({ style }) => style !== "")?.style ?? "",
      });
    },
  };
}

/** Marks of speakers alone are nothing to speak. */
const saysNothing = ({ text }: Filled) => text.replace(/\[S[12]\]/g, "").trim() === "";

export type SpeechFormState = ReturnType<typeof useSpeechForm>;
