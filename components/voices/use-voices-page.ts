"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import { modelQueries } from "@/lib/models/model-queries";
import { presetVoice } from "@/lib/voices/chosen-voice";
import type { OwnVoice } from "@/lib/voices/voice";
import { voiceQueries } from "@/lib/voices/voice-queries";
import { useAuditions } from "./use-auditions";
import { useComparison } from "./use-comparison";
import { useVoiceSettings } from "./use-voice-settings";

/** A sentence is enough to hear a voice. */
export const mostSentenceCharacters = 300;

/** Everything that the parts of the page share: voices, models, what they are heard with. */
export function useVoicesPage() {
  const t = useTranslations("voices");
  const settings = useVoiceSettings();
  const list = useQuery(modelQueries.speech());
  const own = useQuery(voiceQueries.list());
  const comparison = useComparison();
  const models = list.data?.models ?? [];
  const sentence = settings.sentence || t("sentenceExample");
  const auditions = useAuditions(sentence);
  const withPresets = models.filter(({ voices }) => voices.length > 0);
  const presetModel = withPresets.find(({ id }) => id === settings.presetsOf) ?? withPresets[0];
  /** Models for which voices can be made; of those that no source describes nobody knows. */
  const makers = models.filter(({ customVoice }) => customVoice !== false);
  const modelOf = ({ model }: OwnVoice) => (model === "" ? makers[0] : models.find(({ id }) => id === model));
  return {
    list,
    own,
    models,
    makers,
    modelOf,
    presetModel,
    sentence,
    sayable: sentence.trim() !== "" && [...sentence].length <= mostSentenceCharacters,
    auditions,
    comparison,
    /** Puts a voice beside two that everybody knows. */
    compareWithPresets: (voice: OwnVoice) => {
      const model = modelOf(voice);
      if (!model) return;
      const [first, ...others] = model.voices;
      const unlike = others.find(({ gender }) => gender !== first?.gender);
      const presets = [first, unlike].flatMap((preset) =>
        preset ? [{ model, voice: presetVoice(preset.id) }] : [],
      );
      comparison.set([{ model, voice: voice.uri }, ...presets]);
    },
  };
}

export type VoicesPage = ReturnType<typeof useVoicesPage>;
