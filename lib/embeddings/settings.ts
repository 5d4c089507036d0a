import * as z from "zod/mini";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import type { CreationRecord } from "@/lib/history/creation-record";
import { splits } from "@/lib/rows/texts";

/** So many models get the same texts at most. */
export const mostModels = 6;

export const encodings = ["float", "base64"] as const;
/** What becomes of a text that is too long: it is refused and named, or SiliconFlow cuts one side of it. */
export const truncates = ["none", "right", "left"] as const;

const settingsSchema = z.object({
  /** Who makes vectors; none yet on a first visit. */
  models: z.array(z.string()).check(z.maxLength(mostModels)),
  /** The widths that are asked for, by model; the model's own where there is none. */
  dimensions: z.record(z.string(), z.int()),
  encoding: z.enum(encodings),
  split: z.enum(splits),
  truncate: z._default(z.enum(truncates), "none"),
});
export type EmbeddingSettings = z.infer<typeof settingsSchema>;

const initial: EmbeddingSettings = {
  models: [],
  dimensions: {},
  encoding: "float",
  split: "lines",
  truncate: "none",
};

const sentSchema = z.object({
  dimensions: z.catch(z.optional(z.int()), undefined),
  encoding_format: z.catch(z.optional(z.enum(encodings)), undefined),
  truncate: z.catch(z.optional(z.enum(truncates)), undefined),
});

/** The settings with which records were asked for; a model that is not there any more is left out, unless all are. */
export function againFrom(
  records: readonly Pick<CreationRecord, "model" | "fields">[],
  now: EmbeddingSettings,
  isThere: (model: string) => boolean,
): EmbeddingSettings {
  const there = records.filter(({ model }) => isThere(model));
  const [first] = there;
  if (!first) return now;
  const { encoding_format: encoding = now.encoding, truncate = "none" } = sentSchema.parse(first.fields);
  const dimensions = { ...now.dimensions };
  for (const { model, fields } of there) {
    const { dimensions: width } = sentSchema.parse(fields);
    if (width === undefined) delete dimensions[model];
    else dimensions[model] = width;
  }
  const models = [...new Set(there.map(({ model }) => model))].slice(0, mostModels);
  return { ...now, models, dimensions, encoding, truncate };
}

/** What the form is set to, found again in this browser. Made once by each page; storage that is full or forbidden is done without. */
export function createEmbeddingSettings() {
  return createStore<EmbeddingSettings>()(
    persist((): EmbeddingSettings => initial, {
      name: "embeddings",
      version: 1,
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
      merge: (kept, current) => ({ ...current, ...settingsSchema.safeParse(kept).data }),
    }),
  );
}
