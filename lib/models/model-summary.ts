import { z } from "zod";

/** What the pages need to know of a model. Null is unknown: neither the live service nor the catalogue says. */
export const modelSummarySchema = z.object({
  id: z.string(),
  vendor: z.string().nullable(),
  /** False for a model that SiliconFlow lists and our catalogue does not have yet. */
  catalogued: z.boolean(),
  free: z.boolean().nullable(),
  /** Yuan for a million tokens at the lowest length tier. */
  inputPrice: z.number().nullable(),
  outputPrice: z.number().nullable(),
  /** Tokens. */
  contextLength: z.number().nullable(),
  vision: z.boolean().nullable(),
  tools: z.boolean().nullable(),
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
