import * as z from "zod/mini";

export const mediaKinds = ["image", "video"] as const;
export type MediaKind = (typeof mediaKinds)[number];

/** What a model that makes pictures or clips makes them from. */
export const mediaSubTypes = ["text-to-image", "image-to-image", "text-to-video", "image-to-video"] as const;

/** The parameters of a picture or a clip besides model, prompt and input pictures, by SiliconFlow's names. */
export const mediaParameters = [
  "image_size",
  "batch_size",
  "seed",
  "num_inference_steps",
  "guidance_scale",
  "cfg",
  "negative_prompt",
] as const;
export type MediaParameter = (typeof mediaParameters)[number];

/** What the pages need to know of a model that makes pictures or clips. Null is unknown: no source says. */
export const mediaModelSchema = z.object({
  id: z.string(),
  vendor: z.nullable(z.string()),
  /** False for a model that SiliconFlow lists and our catalogue does not have yet. */
  catalogued: z.boolean(),
  subType: z.nullable(z.enum(mediaSubTypes)),
  free: z.nullable(z.boolean()),
  /** Yuan for one picture or one clip. */
  price: z.nullable(z.number()),
  /** Sizes that SiliconFlow recommends, as "1024x1024". Other sizes were seen to work for pictures. */
  sizes: z.array(z.string()),
  parameters: z.nullable(z.array(z.enum(mediaParameters))),
  /** How many input pictures it takes at most: `image`, `image2`, `image3`. One that edits needs the first. */
  inputPictures: z.nullable(z.int()),
  /** Pictures a minute on the lowest level of an account. */
  imagesPerMinute: z.nullable(z.number()),
});
export type MediaModel = z.infer<typeof mediaModelSchema>;

export const mediaModelListSchema = z.object({
  models: z.array(mediaModelSchema),
  /** When SiliconFlow was asked, in epoch milliseconds. */
  fetchedAt: z.number(),
  /** SiliconFlow could not be asked just now: the list is the last one known. */
  stale: z.boolean(),
});
export type MediaModelListReply = z.infer<typeof mediaModelListSchema>;
