import { mostSeed } from "@/lib/creations/seed";
import type { MediaModel, MediaParameter } from "@/lib/models/media-model";

/* What a person can set for pictures: ranges as SiliconFlow's reference gives them for /images/generations. */

/** What is set, under SiliconFlow's names; what is not set is not sent. */
export type ImageParameters = Partial<Record<MediaParameter, unknown>>;

type NumberRange = { kind: "integer" | "number"; min: number; max: number; step: number };

export const ranges = {
  batch_size: { kind: "integer", min: 1, max: 4, step: 1 },
  seed: { kind: "integer", min: 0, max: mostSeed, step: 1 },
  num_inference_steps: { kind: "integer", min: 1, max: 100, step: 1 },
  guidance_scale: { kind: "number", min: 0, max: 20, step: 0.1 },
  cfg: { kind: "number", min: 0.1, max: 20, step: 0.1 },
} as const satisfies Partial<Record<MediaParameter, NumberRange>>;
export type NumberParameter = keyof typeof ranges;

/** Sides that are worth asking for, in pixels: the reference names none, and a larger one only costs a refusal. */
export const fewestPixels = 64;
export const mostPixels = 4096;
export const mostModels = 4;

export type Size = { width: number; height: number };

/** "1024x768" as numbers; nothing for another text. */
export function readSize(text: unknown): Size | undefined {
  const [, width, height] = (typeof text === "string" && /^(\d{1,6})x(\d{1,6})$/.exec(text)) || [];
  return width && height ? { width: Number(width), height: Number(height) } : undefined;
}

export const sizeText = ({ width, height }: Size): string => `${width}x${height}`;

export type Fault = "notANumber" | "notText" | "whole" | "range" | "size";

const isNumbered = (name: MediaParameter): name is NumberParameter => name in ranges;

/** What is wrong with a value; nothing when it can be sent. */
export function faultOf(name: MediaParameter, value: unknown): Fault | undefined {
  if (name === "negative_prompt") return typeof value === "string" ? undefined : "notText";
  if (name === "image_size") {
    const size = readSize(value);
    const sides = size ? [size.width, size.height] : [];
    const good = sides.length > 0 && sides.every((side) => side >= fewestPixels && side <= mostPixels);
    return good ? undefined : "size";
  }
  if (!isNumbered(name)) return undefined;
  const { kind, min, max } = ranges[name];
  if (typeof value !== "number" || !Number.isFinite(value)) return "notANumber";
  if (kind === "integer" && !Number.isInteger(value)) return "whole";
  return value < min || value > max ? "range" : undefined;
}

/** Whether a model takes a parameter; null when no source says. */
export function takes(model: MediaModel, name: MediaParameter): boolean | null {
  return model.parameters === null ? null : model.parameters.includes(name);
}

const isSet = (value: unknown) => value !== undefined && value !== "";

/** What most models make when nothing else is known of them. */
const usualSize = "1024x1024";

/**
 * The size that a model is asked for when a person set none: SiliconFlow's reference wants one of every model that makes
 * pictures from words, and the first of its list is its own. Nothing for a model that changes pictures.
 */
export function ownSize(model: MediaModel): string | undefined {
  if (takes(model, "image_size") === false || model.subType === "image-to-image") return undefined;
  return model.sizes[0] ?? usualSize;
}

/** What a model is sent of what is set: what it takes, what it may take, and nothing faulty; and the size it needs. */
export function fieldsFor(model: MediaModel, parameters: ImageParameters): Record<string, unknown> {
  const set = Object.entries(parameters) as [MediaParameter, unknown][];
  const taken = set.filter(
    ([name, value]) => isSet(value) && takes(model, name) !== false && faultOf(name, value) === undefined,
  );
  const size = ownSize(model);
  return { ...(size && { image_size: size }), ...Object.fromEntries(taken) };
}

/** The parameters that are set wrongly, among those that one of the models would be sent. */
export function faults(models: readonly MediaModel[], parameters: ImageParameters): MediaParameter[] {
  const set = Object.entries(parameters) as [MediaParameter, unknown][];
  return set.flatMap(([name, value]) => {
    const sent = models.some((model) => takes(model, name) !== false);
    return sent && isSet(value) && faultOf(name, value) ? [name] : [];
  });
}
