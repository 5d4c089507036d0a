import * as z from "zod/mini";

const known = {
  id: z.string(),
  vendor: z.nullable(z.string()),
  /** False for a model that SiliconFlow lists and our catalogue does not have yet. */
  catalogued: z.boolean(),
  free: z.nullable(z.boolean()),
  /** Yuan for a million tokens of text, and of pictures. */
  price: z.nullable(z.number()),
  imagePrice: z.nullable(z.number()),
  /** Of one input. */
  maxInputTokens: z.nullable(z.number()),
  /** Takes pictures beside texts. */
  vision: z.nullable(z.boolean()),
};

/** What the pages need to know of a model that makes vectors. Null is unknown: no source says. */
export const embeddingModelSchema = z.object({
  ...known,
  /** The widths that can be asked for; null where no source names any. */
  dimensions: z.nullable(z.array(z.number())),
});
export type EmbeddingModel = z.infer<typeof embeddingModelSchema>;

/** What the pages need to know of a model that ranks documents. */
export const rerankerSchema = z.object({
  ...known,
  /** Takes an instruction. */
  instruction: z.nullable(z.boolean()),
  /** Takes `max_chunks_per_doc` and `overlap_tokens`. */
  chunks: z.boolean(),
});
export type Reranker = z.infer<typeof rerankerSchema>;

const listOf = <Model extends z.ZodMiniType>(model: Model) =>
  z.object({ models: z.array(model), fetchedAt: z.number(), stale: z.boolean() });

export const embeddingModelListSchema = listOf(embeddingModelSchema);
export const rerankerListSchema = listOf(rerankerSchema);
