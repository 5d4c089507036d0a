import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import { voiceForms } from "./voice";

const settingsSchema = z.object({
  /** What voices are heard with; empty: the example of the page's language. */
  sentence: z.string(),
  /** The model whose presets are shown. */
  presetsOf: z.optional(z.string()),
  /** Of the voice that is being made. */
  name: z.string(),
  model: z.optional(z.string()),
  form: z.enum(voiceForms),
  /** The part of the recording, in seconds. */
  part: z.optional(z.object({ from: z.number(), to: z.number() })),
  /** The model that writes recordings down. */
  transcriber: z.optional(z.string()),
});
export type VoiceSettings = z.infer<typeof settingsSchema>;

const initial: VoiceSettings = { sentence: "", name: "", form: "file" };

/**
 * What a person set on the page for voices, found again in this browser. Storage that is full or forbidden is done
 * without.
 */
export function createVoiceSettings() {
  return createStore<VoiceSettings>()(
    persist((): VoiceSettings => initial, {
      name: "voices",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...settingsSchema.safeParse(kept).data }),
    }),
  );
}

export type VoiceSettingsStore = ReturnType<typeof createVoiceSettings>;
