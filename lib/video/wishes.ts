import type { CreationWish } from "@/lib/creations/creation";
import { mostSeed } from "@/lib/creations/seed";
import type { CreationInput } from "@/lib/history/creation-record";
import type { MediaModel, MediaParameter } from "@/lib/models/media-model";
import { type ClipSize, sizeLike } from "./clip-size";

/** What a clip is made from: words alone, or a picture that the words set in motion. */
export const clipModes = ["text", "picture"] as const;
export type ClipMode = (typeof clipModes)[number];

/** A seed as it was typed; nothing for what SiliconFlow does not take. */
export function readSeed(text: string): number | undefined {
  const seed = /^\s*\d{1,10}\s*$/.test(text) ? Number(text) : undefined;
  return seed !== undefined && seed <= mostSeed ? seed : undefined;
}

/** The models for a mode, those that are known to be for it first: one that no source describes may be for either. */
export function modelsFor(mode: ClipMode, models: readonly MediaModel[]): MediaModel[] {
  const [own, other] =
    mode === "text" ? ["text-to-video", "image-to-video"] : ["image-to-video", "text-to-video"];
  const known = models.filter(({ subType }) => subType === own);
  return [...known, ...models.filter(({ subType }) => subType !== own && subType !== other)];
}

/** Whether a model takes a parameter; null when no source says. */
export function takes({ parameters }: MediaModel, name: MediaParameter): boolean | null {
  return parameters === null ? null : parameters.includes(name);
}

export type ClipForm = {
  mode: ClipMode;
  model: MediaModel;
  prompt: string;
  /** Absent: the picture's shape decides, or else wide. */
  size?: ClipSize | undefined;
  /** As it was typed. */
  seed: string;
  negativePrompt: string;
  picture?: CreationInput | undefined;
};

/** The size that is asked for. */
export const sizeFor = ({ mode, size, picture }: Pick<ClipForm, "mode" | "size" | "picture">): ClipSize =>
  size ?? (mode === "picture" && picture ? sizeLike(picture) : "1280x720");

/** What the model is asked: nothing that was not set, nor what it is known to refuse. */
export function wishOf(form: ClipForm): CreationWish {
  const { mode, model, prompt, negativePrompt, picture } = form;
  const seed = readSeed(form.seed);
  const words = negativePrompt.trim();
  return {
    kind: "video",
    model: model.id,
    prompt: prompt.trim(),
    fields: {
      image_size: sizeFor(form),
      ...(seed !== undefined && takes(model, "seed") !== false && { seed }),
      ...(words !== "" && takes(model, "negative_prompt") !== false && { negative_prompt: words }),
    },
    inputs: mode === "picture" && picture ? [picture] : [],
  };
}

/** Yuan for one clip; null when it is not known. */
export const priceOf = ({ free, price }: MediaModel): number | null => (free ? 0 : price);
