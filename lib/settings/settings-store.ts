import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";

/** What a person chose and finds again, in this browser. */
export type Settings = {
  /** The model of the next message; null until one was chosen. */
  model: string | null;
  /** Where the title of a conversation comes from: its first words, or a model that costs nothing. */
  titles: "words" | "model";
  /** The model that writes down what is dictated; null for the first of the live list. */
  dictationModel: string | null;
};

export type SettingsStore = ReturnType<typeof createSettingsStore>;

/** Made once by each page; reads what an earlier visit kept. Storage that is full or forbidden is done without. */
export function createSettingsStore() {
  return createStore<Settings>()(
    persist((): Settings => ({ model: null, titles: "words", dictationModel: null }), {
      name: "settings",
      version: 1,
      storage: createJSONStorage(() => localStorage),
      skipHydration: true,
    }),
  );
}
