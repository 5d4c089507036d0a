import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";

const settingsSchema = z.object({
  /** None yet: the first model of the live list. */
  model: z.optional(z.string()),
  /** As it is chosen (lib/voices); none yet: the model's first. */
  voice: z.optional(z.string()),
  speed: z.number().check(z.minimum(0.25), z.maximum(4)),
  /** Each new answer is read by itself. */
  always: z.boolean(),
});
export type ReadAloudSettings = z.infer<typeof settingsSchema>;

/** How answers are read aloud, found again in this browser; storage that is full or forbidden is done without. */
export function createReadAloudSettings() {
  return createStore<ReadAloudSettings>()(
    persist((): ReadAloudSettings => ({ speed: 1, always: false }), {
      name: "read-aloud",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...settingsSchema.safeParse(kept).data }),
    }),
  );
}
