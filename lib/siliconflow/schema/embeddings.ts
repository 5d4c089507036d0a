import { z } from "zod";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/* POST /embeddings. One over-long item fails the whole call; token and dimension limits lie in lib/models. */

/** Either a text or an image (link or base64), for the vision embedding model only. */
export const embeddingInputObjectSchema = z
  .strictObject({ text: z.string().min(1).optional(), image: z.string().optional() })
  .refine((input) => Object.keys(input).length === 1, "Give either text or image.")
  .meta({ minProperties: 1, maxProperties: 1 });

const embeddingInputItemSchema = z.union([
  z.string().min(1),
  embeddingInputObjectSchema,
  z.array(z.int()),
  z.int(),
]);

/** The most inputs of one call. */
export const mostEmbeddingInputs = 32;

export const embeddingsRequestSchema = z.strictObject({
  model: z.string(),
  input: z.union([
    z.string().min(1),
    embeddingInputObjectSchema,
    z.array(embeddingInputItemSchema).min(1).max(mostEmbeddingInputs),
  ]),
  encoding_format: z.enum(["float", "base64"]).optional(),
  dimensions: z.int().optional(),
  user: z.string().optional(),
  /** The side that is cut when an item is too long. */
  truncate: z.enum(["left", "right"]).optional(),
});

export const embeddingsResponseSchema = z.looseObject({
  object: openEnum(["list"]).nullish(),
  model: z.string().nullish(),
  data: z.array(
    z.looseObject({
      object: openEnum(["embedding"]).nullish(),
      index: z.int(),
      /** Numbers, or base64 of little-endian 32-bit floats when that was asked for. */
      embedding: z.union([z.array(z.number()), z.string()]),
    }),
  ),
  usage: z
    .looseObject({
      prompt_tokens: z.int().nullish(),
      completion_tokens: z.int().nullish(),
      total_tokens: z.int().nullish(),
    })
    .nullish(),
});

export type EmbeddingsRequest = z.infer<typeof embeddingsRequestSchema>;
export type EmbeddingsResponse = z.infer<typeof embeddingsResponseSchema>;
