import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import { soundFormats } from "@/lib/sound/sound-format";

/** So many stand side by side at most. */
export const mostTakes = 4;

export const speedRange = { min: 0.25, max: 4, step: 0.05, usual: 1 };
/** Decibel. */
export const gainRange = { min: -10, max: 10, step: 0.5, usual: 0 };

const takeSchema = z.object({ model: z.string(), voice: z.string() });
export type TakeChoice = z.infer<typeof takeSchema>;

const settingsSchema = z.object({
  /** Who speaks; none yet on a first visit. */
  takes: z.array(takeSchema).check(z.maxLength(mostTakes)),
  format: z.enum(soundFormats),
  /** Hertz; absent, SiliconFlow chooses. */
  sampleRate: z.optional(z.number()),
  speed: z.number().check(z.minimum(speedRange.min), z.maximum(speedRange.max)),
  gain: z.number().check(z.minimum(gainRange.min), z.maximum(gainRange.max)),
  /** How to say it. */
  style: z.string(),
  /** What is said in the recording. */
  referenceText: z.string(),
  moreOpen: z.boolean(),
});
export type SpeechSettings = z.infer<typeof settingsSchema>;

const initial: SpeechSettings = {
  takes: [],
  format: "mp3",
  speed: speedRange.usual,
  gain: gainRange.usual,
  style: "",
  referenceText: "",
  moreOpen: false,
};

/**
 * What a person set for their speech, found again in this browser. Made once by each page; storage that is full or
 * forbidden is done without.
 */
export function createSpeechSettings() {
  return createStore<SpeechSettings>()(
    persist((): SpeechSettings => initial, {
      name: "speech",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...settingsSchema.safeParse(kept).data }),
    }),
  );
}

export type SpeechSettingsStore = ReturnType<typeof createSpeechSettings>;
