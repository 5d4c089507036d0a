import { againOf, type CreationWish } from "@/lib/creations/creation";
import { randomSeed } from "@/lib/creations/seed";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import type { MediaModel } from "@/lib/models/media-model";
import { fieldsFor, type ImageParameters, takes } from "./parameters";

export const mostInputs = 3;

/** How many input pictures a model may be sent: all that there can be where no source says. */
export const inputsTaken = ({ inputPictures }: MediaModel): number =>
  Math.min(inputPictures ?? mostInputs, mostInputs);

/** A model that only changes pictures needs one. */
export const needsInput = ({ subType }: MediaModel): boolean => subType === "image-to-image";

type ImageForm = {
  models: readonly MediaModel[];
  prompt: string;
  parameters: ImageParameters;
  inputs: readonly CreationInput[];
};

/** What each chosen model is asked. */
export function wishesOf({ models, prompt, parameters, inputs }: ImageForm): CreationWish[] {
  return models.map((model) => ({
    kind: "image",
    model: model.id,
    prompt: prompt.trim(),
    fields: fieldsFor(model, parameters),
    inputs: inputs.slice(0, inputsTaken(model)),
  }));
}

const variations = 4;

/** The same with four other seeds: one request where the model makes several pictures at once, else four. */
export function variationsOf(record: CreationRecord, model: MediaModel | undefined): CreationWish[] {
  const { batch_size: _, seed: __, ...fields } = record.fields;
  const once = (more: Record<string, unknown>) => ({ ...againOf(record), fields: { ...fields, ...more } });
  if (model && takes(model, "batch_size")) return [once({ batch_size: variations, seed: randomSeed() })];
  return Array.from({ length: variations }, () => once({ seed: randomSeed() }));
}

/** Yuan for what would be sent; unknown as soon as one price is. */
export type Estimate =
  | { kind: "known"; cny: number; pictures: number }
  | { kind: "unknown"; pictures: number };

export function estimate(models: readonly MediaModel[], parameters: ImageParameters): Estimate {
  let cny: number | undefined = 0;
  let pictures = 0;
  for (const model of models) {
    const { batch_size: count } = fieldsFor(model, parameters);
    const made = typeof count === "number" ? count : 1;
    const price: number | null = model.free ? 0 : model.price;
    pictures += made;
    cny = price === null || cny === undefined ? undefined : cny + price * made;
  }
  // Sums of tenths carry the dust of binary fractions.
  return cny === undefined
    ? { kind: "unknown", pictures }
    : { kind: "known", cny: Math.round(cny * 1e6) / 1e6, pictures };
}
