import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";

/** `mod-enter`: only with Control, or Command on Apple's systems; Enter by itself breaks the line. */
export const sendKeys = ["enter", "mod-enter"] as const;

/** Pages on which a model is chosen. */
export const pagesWithModel = [
  "chat",
  "image",
  "video",
  "speech",
  "transcription",
  "embeddings",
  "rerank",
] as const;
export type PageWithModel = (typeof pagesWithModel)[number];

const settingsSchema = z.object({
  /** The model of the next message; null until one was chosen. */
  model: z.nullable(z.string()),
  /** Where the title of a conversation comes from: its first words, or a model that costs nothing. */
  titles: z.enum(["words", "model"]),
  /** The model that writes down what is dictated; null for the first of the live list. */
  dictationModel: z.nullable(z.string()),
  /** The models that new work begins with; a page without one goes on with the last that was used. */
  firstModels: z.partialRecord(z.enum(pagesWithModel), z.string()),
  /** What sends a message from a box for short texts. */
  sendKey: z.enum(sendKeys),
});

/** What a person chose and finds again, in this browser. */
export type Settings = z.infer<typeof settingsSchema>;

export type SettingsStore = ReturnType<typeof createSettingsStore>;

const first: Settings = {
  model: null,
  titles: "words",
  dictationModel: null,
  firstModels: {},
  sendKey: "enter",
};

const withFirst = (kept: unknown) => ({ ...first, ...(typeof kept === "object" && kept) });

/** Made once by each page; reads what an earlier visit kept. Storage that is full or forbidden is done without. */
export function createSettingsStore() {
  return createStore<Settings>()(
    persist((): Settings => first, {
      name: "settings",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      // What an earlier version did not keep yet, or this one cannot read, is as on a first visit.
      merge: (kept, current) => {
        const read = settingsSchema.safeParse(withFirst(kept)).data ?? current;
        // Another tab's choice takes no other model to the work that has begun here.
        return { ...read, model: current.model ?? read.model };
      },
    }),
  );
}
