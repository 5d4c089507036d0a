import * as z from "zod/mini";
import { appErrorSchema } from "@/lib/core/app-error";
import { catalogueEntrySchema } from "./catalogue-entry";
import { imageTokenRuleSchema } from "./model-summary";

const correctionFaultSchema = z.object({
  /** From 1. */
  line: z.number(),
  /** The model that is left as the catalogue has it. */
  model: z.optional(z.string()),
  /** Where in the model, such as `price.input_per_m_tokens`. */
  field: z.optional(z.string()),
  /** In the words of the parser or the schema. */
  reason: z.string(),
});
/** What is wrong in the administrator's file of corrections. */
export type CorrectionFault = z.infer<typeof correctionFaultSchema>;

/** What a figure from the administrator's file names as its source. */
export const correctedBy = "corrections";

const listedModelSchema = z.object({
  id: z.string(),
  /** Whether SiliconFlow lists it; null where it could never be asked. */
  live: z.nullable(z.boolean()),
  /** Null for a model that only SiliconFlow's list has. */
  entry: z.nullable(catalogueEntrySchema),
  /** The fields of a request that it takes beside its input, by SiliconFlow's names; null where no source says. */
  parameters: z.nullable(z.array(z.string())),
  /** How its tokens for a picture are counted; null where no source says. */
  imageTokens: z.nullable(imageTokenRuleSchema),
});
/** A model with all that is known of it. */
export type ListedModel = z.infer<typeof listedModelSchema>;

/** GET /api/catalogue: every model, with the sources of what is said of them. */
export const catalogueReplySchema = z.object({
  models: z.array(listedModelSchema),
  /** When the catalogue was put together: a date. */
  compiled: z.string(),
  /** What the tags of sources stand for. */
  sources: z.record(z.string(), z.string()),
  /** SiliconFlow's own list: when it was heard, in epoch milliseconds, and whether it could be asked since. */
  list: z.discriminatedUnion("state", [
    z.object({ state: z.enum(["fresh", "stale"]), fetchedAt: z.number() }),
    z.object({ state: z.literal("unknown"), error: appErrorSchema }),
  ]),
  corrections: z.object({ models: z.array(z.string()), faults: z.array(correctionFaultSchema) }),
});
export type CatalogueReply = z.infer<typeof catalogueReplySchema>;
