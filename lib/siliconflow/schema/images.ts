import { z } from "zod";

/* POST /images/generations, for making and editing. Links expire one hour after generation. */

export const imageGenerationRequestSchema = z.looseObject({
  model: z.string(),
  prompt: z.string(),
  negative_prompt: z.string().optional(),
  /** Width x height in pixels; the edit models refuse it. */
  image_size: z
    .string()
    .regex(/^[0-9]+x[0-9]+$/)
    .optional(),
  batch_size: z.int().min(1).max(4).optional(),
  seed: z.int().min(0).max(9_999_999_999).optional(),
  num_inference_steps: z.int().min(1).max(100).optional(),
  guidance_scale: z.number().min(0).max(20).optional(),
  cfg: z.number().min(0.1).max(20).optional(),
  /** The picture to edit: a link or a data URI. */
  image: z.string().optional(),
  image2: z.string().optional(),
  image3: z.string().optional(),
  /** OpenAI's name for `image_size`. */
  size: z.string().optional(),
  /** OpenAI's name for `batch_size`. */
  n: z.int().min(1).optional(),
  /** Printed in one guide; `num_inference_steps` is the documented name. */
  step: z.int().min(1).optional(),
});

export const imageGenerationResponseSchema = z.looseObject({
  images: z.array(z.looseObject({ url: z.string() })),
  /** Seconds. */
  timings: z.looseObject({ inference: z.number().nullish() }).nullish(),
  seed: z.int().nullish(),
});

export type ImageGenerationRequest = z.infer<typeof imageGenerationRequestSchema>;
export type ImageGenerationResponse = z.infer<typeof imageGenerationResponseSchema>;
