import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import { type MediaModel, mediaParameters } from "@/lib/models/media-model";
import { mostModels } from "./parameters";

const settingsSchema = z.object({
  /** The chosen models, from left to right; none yet on a first visit. */
  models: z.array(z.string()).check(z.maxLength(mostModels)),
  parameters: z.partialRecord(z.enum(mediaParameters), z.unknown()),
  /** The panel of parameters is open on wide screens. */
  panelOpen: z.boolean(),
});
export type ImageSettings = z.infer<typeof settingsSchema>;

/**
 * What a person set for their pictures, found again in this browser. Made once by each page; storage that is full or
 * forbidden is done without.
 */
export function createImageSettings() {
  return createStore<ImageSettings>()(
    persist((): ImageSettings => ({ models: [], parameters: {}, panelOpen: false }), {
      name: "image",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...settingsSchema.safeParse(kept).data }),
    }),
  );
}

export type ImageSettingsStore = ReturnType<typeof createImageSettings>;

/** The model of a first visit: one that makes pictures from words and costs nothing, else one that makes them from words. */
export function firstModel(models: readonly MediaModel[]): MediaModel | undefined {
  const fromText = models.filter(({ subType }) => subType === "text-to-image");
  return fromText.find(({ free }) => free === true) ?? fromText[0] ?? models[0];
}

/** The chosen models as far as the list still has them, else the first choice. */
export function chosenModels(models: readonly MediaModel[], ids: readonly string[]): MediaModel[] {
  const chosen = ids.flatMap((id) => models.find((model) => model.id === id) ?? []);
  const first = firstModel(models);
  return chosen.length > 0 || !first ? chosen : [first];
}
