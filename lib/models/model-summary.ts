import * as z from "zod/mini";

/** What the pages need to know of a model. Null is unknown: neither the live service nor the catalogue says. */
export const modelSummarySchema = z.object({
  id: z.string(),
  vendor: z.nullable(z.string()),
  /** False for a model that SiliconFlow lists and our catalogue does not have yet. */
  catalogued: z.boolean(),
  free: z.nullable(z.boolean()),
  /** Yuan for a million tokens at the lowest length tier. */
  inputPrice: z.nullable(z.number()),
  outputPrice: z.nullable(z.number()),
  /** Tokens. */
  contextLength: z.nullable(z.number()),
  vision: z.nullable(z.boolean()),
  tools: z.nullable(z.boolean()),
  thinking: z.enum(["switchable", "always", "never", "unknown"]),
});
export type ModelSummary = z.infer<typeof modelSummarySchema>;

export const modelListSchema = z.object({
  models: z.array(modelSummarySchema),
  /** When SiliconFlow was asked, in epoch milliseconds. */
  fetchedAt: z.number(),
  /** SiliconFlow could not be asked just now: the list is the last one known. */
  stale: z.boolean(),
});
export type ModelListReply = z.infer<typeof modelListSchema>;
