"use client";

import { useTranslations } from "use-intl";
import type { SpeechModel } from "@/lib/models/speech-model";
import { describedPresets, presetOf, referenceVoice } from "@/lib/voices/chosen-voice";

/** How voices are called: presets as SiliconFlow describes them. */
export function useVoiceNames() {
  const t = useTranslations("speech");
  const presetName = (id: string, gender?: string): string => {
    const described = describedPresets.find((known) => known === id);
    if (described) return t(`preset.${described}`);
    return gender ? t("otherPreset", { name: id, gender }) : id;
  };
  return {
    presetName: ({ id, gender }: SpeechModel["voices"][number]) => presetName(id, gender),
    /** A voice as it was chosen; `own` are the account's, as far as they are known. */
    voiceName: (voice: string, own: readonly { uri: string; name: string }[]): string => {
      const preset = presetOf(voice);
      if (preset !== undefined) return presetName(preset);
      if (voice === referenceVoice) return t("fromRecording");
      return own.find(({ uri }) => uri === voice)?.name || t("ownVoice");
    },
  };
}
