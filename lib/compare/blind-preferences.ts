import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import type { ModelSummary } from "@/lib/models/model-summary";
import { type Candidate, candidateSchema } from "@/lib/rounds/round";

export const laneCounts = [2, 3, 4] as const;
export const fewestCandidates = 2;
export const mostCandidates = 32;

const blindPreferencesSchema = z.object({
  lanes: z.union(laneCounts.map((count) => z.literal(count))),
  task: z.string(),
  /** The models to draw from that a person chose; null for those that cost nothing, which the server knows. */
  pool: z.nullable(
    z.array(candidateSchema).check(z.minLength(fewestCandidates), z.maxLength(mostCandidates)),
  ),
});
export type BlindPreferences = z.infer<typeof blindPreferencesSchema>;

/** How a person likes to vote, in this browser. Storage that is full or forbidden is done without. */
export function createBlindPreferences() {
  return createStore<BlindPreferences>()(
    persist((): BlindPreferences => ({ lanes: 2, task: "", pool: null }), {
      name: "compare-blind",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...blindPreferencesSchema.safeParse(kept).data }),
    }),
  );
}

/**
 * A model as one to draw from, asked the way the server asks the free ones: where thinking has a switch, it is on.
 */
export const candidateOf = ({ id, thinking }: ModelSummary): Candidate => ({
  model: id,
  fields: thinking === "switchable" ? { enable_thinking: true } : {},
});
