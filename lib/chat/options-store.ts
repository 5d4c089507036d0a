import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import {
  type AnswerOptions,
  answerOptionsSchema,
  defaultOptions,
  type Preset,
  presetSchema,
} from "./options";

export type ChatOptions = {
  options: AnswerOptions;
  presets: Preset[];
  /** The panel of parameters is open on wide screens. */
  panelOpen: boolean;
};

const keptSchema = z.object({
  options: answerOptionsSchema,
  presets: z.array(presetSchema),
  panelOpen: z.boolean(),
});

/**
 * What a person set for their answers, found again in this browser. Made once by each page; what was kept in a
 * form that this version cannot read is left out. Storage that is full or forbidden is done without.
 */
export function createOptionsStore() {
  return createStore<ChatOptions>()(
    persist((): ChatOptions => ({ options: defaultOptions, presets: [], panelOpen: false }), {
      name: "chat-options",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...keptSchema.safeParse(kept).data }),
    }),
  );
}

export type OptionsStore = ReturnType<typeof createOptionsStore>;
