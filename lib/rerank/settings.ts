import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import { splits } from "@/lib/rows/texts";

/** So many rerankers get the same documents at most. */
export const mostRerankers = 6;

const settingsSchema = z.object({
  /** Who ranks; none yet on a first visit. */
  models: z.array(z.string()).check(z.maxLength(mostRerankers)),
  /** The embedding model whose cosines stand beside the rankings; none where it is empty. */
  baseline: z.string(),
  split: z.enum(splits),
  /** What is sent beside query and documents, as it was typed; what is empty is not sent. */
  instruction: z.string(),
  topN: z.string(),
  maxChunks: z.string(),
  overlap: z.string(),
  /** The words that belong to pictures among the documents, by their media id. */
  captions: z.record(z.string(), z.string()),
});
export type RerankSettings = z.infer<typeof settingsSchema>;

const unset: RerankSettings = {
  models: [],
  baseline: "",
  split: "lines",
  instruction: "",
  topN: "",
  maxChunks: "",
  overlap: "",
  captions: {},
};

/** What the form is set to, found again in this browser. Made once by each page; storage that is full or forbidden is done without. */
export function createRerankSettings() {
  return createStore<RerankSettings>()(
    persist((): RerankSettings => unset, {
      name: "rerank",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...settingsSchema.safeParse(kept).data }),
    }),
  );
}
