import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import { clipSizes } from "./clip-size";
import { clipModes } from "./wishes";

const settingsSchema = z.object({
  /** Whether a clip is made from words alone or from a picture too. */
  mode: z.enum(clipModes),
  /** The model that was chosen for each; none yet on a first visit. */
  models: z.partialRecord(z.enum(clipModes), z.string()),
  /** Chosen by hand; absent, the picture's shape decides. */
  size: z.optional(z.enum(clipSizes)),
  /** As it was typed; empty, none is sent. */
  seed: z.string(),
  negativePrompt: z.string(),
  /** Seed and negative prompt are in sight. */
  moreOpen: z.boolean(),
});
export type VideoSettings = z.infer<typeof settingsSchema>;

/**
 * What a person set for their clips, found again in this browser. Made once by each page; storage that is full or
 * forbidden is done without.
 */
export function createVideoSettings() {
  return createStore<VideoSettings>()(
    persist(
      (): VideoSettings => ({ mode: "text", models: {}, seed: "", negativePrompt: "", moreOpen: false }),
      {
        name: "video",
        version: 1,
        storage: createJSONStorage(() => browserStorage),
        skipHydration: true,
        merge: (kept, current) => ({ ...current, ...settingsSchema.safeParse(kept).data }),
      },
    ),
  );
}

export type VideoSettingsStore = ReturnType<typeof createVideoSettings>;
