import * as z from "zod/mini";

/** What a model for reading documents can be asked to do. */
export const documentTasks = [
  "markdown",
  "text",
  "layout",
  "table",
  "formula",
  "chart",
  "seal",
  "describe",
] as const;

const flag = z.nullable(z.boolean());

/** The rules by which SiliconFlow's guide counts the tokens of pictures. */
export const imageTokenRuleSchema = z.enum(["qwen", "glm", "deepseek-vl2", "deepseek-ocr"]);

/** What a source other than SiliconFlow's catalogue tells of how a model is used. */
export const modelTraitsSchema = z.object({
  /** How its tokens for a picture are counted. */
  imageTokens: z.optional(imageTokenRuleSchema),
  /** Refuses tools unless thinking is off. */
  toolsNeedThinkingOff: z.optional(z.boolean()),
  /** Reads a PDF as it is. */
  readsPdf: z.optional(z.boolean()),
  /** Prompts that a model for reading documents was trained with. */
  documentPrompts: z.optional(z.array(z.object({ task: z.enum(documentTasks), prompt: z.string() }))),
});
export type ModelTraits = z.infer<typeof modelTraitsSchema>;

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
  /** Takes batches; what a million tokens cost there. */
  batch: flag,
  batchInputPrice: z.nullable(z.number()),
  batchOutputPrice: z.nullable(z.number()),
  /** Tokens. */
  contextLength: z.nullable(z.number()),
  maxOutputTokens: z.nullable(z.number()),
  vision: flag,
  videoIn: flag,
  audioIn: flag,
  tools: flag,
  json: flag,
  prefix: flag,
  fim: flag,
  thinking: z.enum(["switchable", "always", "never", "unknown"]),
  /** Takes `thinking_budget`. */
  thinkingBudget: z.boolean(),
  /** The values of `reasoning_effort`; empty when the model has none. */
  reasoningEfforts: z.array(z.string()),
  traits: modelTraitsSchema,
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
