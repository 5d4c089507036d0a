import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";

/** So many hear the same recording at most. */
export const mostModels = 4;

const settingsSchema = z.object({
  /** Who writes it down; none yet on a first visit. */
  models: z.array(z.string()).check(z.maxLength(mostModels)),
});
type TranscriptionSettings = z.infer<typeof settingsSchema>;

/** The chosen models, found again in this browser. Made once by each page; storage that is full or forbidden is done without. */
export function createTranscriptionSettings() {
  return createStore<TranscriptionSettings>()(
    persist((): TranscriptionSettings => ({ models: [] }), {
      name: "transcription",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...settingsSchema.safeParse(kept).data }),
    }),
  );
}
