"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { modelQueries } from "@/lib/models/model-queries";
import type { SpeechModel } from "@/lib/models/speech-model";
import type { Reader } from "@/lib/read-aloud/reading";
import type { ReadAloudSettings } from "@/lib/read-aloud/settings";
import { voiceFor } from "@/lib/voices/chosen-voice";
import { voiceQueries } from "@/lib/voices/voice-queries";

/** Models for dialogues refuse the short texts that sentences are; others need a voice to speak at all. */
const readsAnswers = ({ dialogue, voices }: SpeechModel) => !dialogue && voices.length > 0;

/** Who can read, and who does as it is set. */
export function useReader({ model: wanted, voice, speed }: ReadAloudSettings) {
  const list = useQuery(modelQueries.speech());
  const own = useQuery(voiceQueries.list()).data?.voices;
  const models = useMemo(() => list.data?.models.filter(readsAnswers) ?? [], [list.data]);
  const model = models.find(({ id }) => id === wanted) ?? models[0];
  const chosen = model && voiceFor(model, voice, own ?? []);
  // The same object as long as nothing about it changes: another one begins anew.
  const reader = useMemo(
    (): Reader | undefined => (model && chosen !== undefined ? { model, voice: chosen, speed } : undefined),
    [model, chosen, speed],
  );
  return { reader, models, own: own ?? [], list };
}
