import "server-only";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";

/** What the catalogue knows of a model that makes pictures. */
export type PictureModel = {
  takesSize: boolean;
  /** The size that is asked for where a caller names none: SiliconFlow wants one. */
  usualSize?: string | undefined;
  takesBatch: boolean;
  /** How many pictures it takes to begin with. */
  inputPictures: number;
};

/** How pictures are given back. */
export type PictureFormat = "url" | "b64_json";

/** One call for each picture, or for each batch of them. */
export type PictureOrder = { calls: Record<string, unknown>[]; format: PictureFormat };

const mostCalls = 10;
const mostBatched = 4;
const highestSeed = 9_999_999_999;

const whole = (least: number, most: number) => z.int().min(least).max(most).nullish();

/** What a caller in OpenAI's words may say; a field under `sf_` is SiliconFlow's own of that name. */
const extrasSchema = z.looseObject({
  n: whole(1, mostCalls),
  size: z.string().nullish(),
  response_format: z.enum(["url", "b64_json"]).nullish(),
  sf_image_size: z.string().nullish(),
  sf_batch_size: whole(1, mostBatched),
  sf_seed: whole(0, highestSeed),
  sf_num_steps: whole(1, 100),
  sf_guidance_scale: z.number().nullish(),
  sf_cfg: z.number().nullish(),
  sf_negative_prompt: z.string().nullish(),
});

/** OpenAI's fields that mean nothing to SiliconFlow, and those that were said in its own words. */
const dropped = new Set([
  ...Object.keys(extrasSchema.shape),
  "quality",
  "style",
  "user",
  "background",
  "moderation",
  "output_format",
  "output_compression",
  "partial_images",
  "stream",
  "input_fidelity",
  "mask",
]);

/** Whether a body is in OpenAI's words. One that says nothing of its own means the same in both. */
export const isOpenAiPicture = (body: Record<string, unknown>): boolean =>
  Object.keys(body).some((field) => dropped.has(field));

/** The size for a body that names none of its own; nothing where a picture goes along, whose size it may take. */
export const usualSizeFor = (body: Record<string, unknown>, model: PictureModel): string | undefined =>
  model.takesSize && body["image_size"] == null && body["image"] == null ? model.usualSize : undefined;

function own(
  body: Record<string, unknown>,
  extras: z.infer<typeof extrasSchema>,
  model: PictureModel,
): Record<string, unknown> {
  const asked = extras.sf_image_size ?? (extras.size === "auto" ? undefined : extras.size);
  const named = {
    image_size: model.takesSize ? (asked ?? usualSizeFor(body, model)) : undefined,
    seed: extras.sf_seed,
    num_inference_steps: extras.sf_num_steps,
    guidance_scale: extras.sf_guidance_scale,
    cfg: extras.sf_cfg,
    negative_prompt: extras.sf_negative_prompt,
  };
  return Object.fromEntries(Object.entries(named).filter(([, value]) => value != null));
}

/**
 * A request in OpenAI's words as calls in SiliconFlow's. Several pictures are several calls, since only few models make a
 * batch; those are asked for one with `sf_batch_size`. With a seed each call has the next one: the same seed would give
 * the same picture.
 */
export function pictureOrder(
  body: Record<string, unknown>,
  model: PictureModel,
): Result<PictureOrder, AppError> {
  const parsed = extrasSchema.safeParse(body);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    return err(appError("bad-request", { field: issue?.path.join(".") ?? "", detail: issue?.message ?? "" }));
  }
  if (body["stream"] === true) return err(appError("bad-request", { field: "stream" }));
  const extras = parsed.data;
  const kept = Object.fromEntries(Object.entries(body).filter(([field]) => !dropped.has(field)));
  const batch = model.takesBatch && extras.sf_batch_size ? { batch_size: extras.sf_batch_size } : {};
  const call: Record<string, unknown> = { ...kept, ...own(body, extras, model), ...batch };
  const { seed } = call;
  const calls = Array.from({ length: extras.n ?? 1 }, (_, index) =>
    index > 0 && typeof seed === "number" ? { ...call, seed: (seed + index) % (highestSeed + 1) } : call,
  );
  return ok({ calls, format: extras.response_format ?? "url" });
}
