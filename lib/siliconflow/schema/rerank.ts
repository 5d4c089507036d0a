import { z } from "zod";

/* POST /rerank. The order of results is not promised: sort by `relevance_score`. */

export const rerankRequestSchema = z.strictObject({
  model: z.string(),
  query: z.union([z.string().min(1), z.strictObject({ image: z.string() })]),
  /** Objects are for the vision reranker only; `image` is a link or base64. */
  documents: z
    .array(
      z.union([z.string(), z.strictObject({ text: z.string().optional(), image: z.string().optional() })]),
    )
    .min(1),
  instruction: z.string().min(1).optional(),
  top_n: z.int().min(1).optional(),
  return_documents: z.boolean().optional(),
  max_chunks_per_doc: z.int().min(1).optional(),
  /** Tokens shared by neighbouring chunks. */
  overlap_tokens: z.int().min(0).max(80).optional(),
});

const rerankTokensSchema = z.looseObject({
  input_tokens: z.int().nullish(),
  output_tokens: z.int().nullish(),
  image_tokens: z.int().nullish(),
});

export const rerankResponseSchema = z.looseObject({
  id: z.string().nullish(),
  results: z.array(
    z.looseObject({
      /** Position in the request. */
      index: z.int(),
      relevance_score: z.number().nullish(),
      document: z.looseObject({ text: z.string().nullish() }).nullish(),
    }),
  ),
  /** Where older replies put the usage. */
  tokens: z.looseObject({ input_tokens: z.int().nullish(), output_tokens: z.int().nullish() }).nullish(),
  /** Where newer replies put it. */
  meta: z
    .looseObject({
      tokens: rerankTokensSchema.nullish(),
      billed_units: rerankTokensSchema
        .extend({ search_units: z.int().nullish(), classifications: z.int().nullish() })
        .nullish(),
    })
    .nullish(),
});

export type RerankRequest = z.infer<typeof rerankRequestSchema>;
export type RerankResponse = z.infer<typeof rerankResponseSchema>;
