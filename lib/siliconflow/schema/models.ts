import { z } from "zod";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/* GET /models: which models exist. It says nothing about price, context or ability; see lib/models. */

export const modelTypeSchema = z.enum(["text", "image", "audio", "video"]);

/** `text-to-speech` and `image-to-video` are catalogue values that the documented filter leaves out. */
export const modelSubTypeSchema = z.enum([
  "chat",
  "embedding",
  "reranker",
  "text-to-image",
  "image-to-image",
  "speech-to-text",
  "text-to-speech",
  "text-to-video",
  "image-to-video",
]);

export const modelListQuerySchema = z.strictObject({
  type: modelTypeSchema.optional(),
  sub_type: modelSubTypeSchema.optional(),
});

export const modelListResponseSchema = z.looseObject({
  object: openEnum(["list"]).nullish(),
  data: z.array(
    z.looseObject({
      id: z.string(),
      object: openEnum(["model"]).nullish(),
      created: z.int().nullish(),
      owned_by: z.string().nullish(),
    }),
  ),
});

export type ModelType = z.infer<typeof modelTypeSchema>;
export type ModelSubType = z.infer<typeof modelSubTypeSchema>;
export type ModelListQuery = z.infer<typeof modelListQuerySchema>;
export type ModelListResponse = z.infer<typeof modelListResponseSchema>;
