import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import { columnSetupSchema } from "./column-setup";

export const layouts = ["columns", "grid", "tabs", "focus"] as const;
export type Layout = (typeof layouts)[number];

/** Models, parameters and instructions of all columns under a name. */
const savedSetSchema = z.object({ id: z.string(), name: z.string(), setups: z.array(columnSetupSchema) });
export type SavedSet = z.infer<typeof savedSetSchema>;

const preferencesSchema = z.object({
  /** The columns of the last comparison: the next begins with them. */
  setups: z.array(columnSetupSchema),
  layout: z.enum(layouts),
  /** Columns scroll together. */
  linked: z.boolean(),
  sets: z.array(savedSetSchema),
});
export type Preferences = z.infer<typeof preferencesSchema>;

/**
 * What a person finds again when they compare, in this browser. Made once by each page; storage that is full or
 * forbidden is done without.
 */
export function createPreferences() {
  return createStore<Preferences>()(
    persist((): Preferences => ({ setups: [], layout: "columns", linked: false, sets: [] }), {
      name: "compare",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...preferencesSchema.safeParse(kept).data }),
    }),
  );
}

export type PreferencesStore = ReturnType<typeof createPreferences>;
