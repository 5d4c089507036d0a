import { z } from "zod";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/*
 * POST /messages, Anthropic's dialect. Unknown fields pass in requests: clients such as Claude Code send
 * more than SiliconFlow documents. Of the stream only `message_start` is documented.
 */

// ---------------------------------------------------------------- request

export const messagesTextBlockSchema = z.looseObject({ type: z.literal("text"), text: z.string().min(1) });

const imageSourceSchema = z.looseObject({
  type: z.enum(["url", "base64"]),
  url: z.string().optional(),
  media_type: z.string().optional(),
  data: z.string().optional(),
});

export const messagesInputBlockSchema = z.discriminatedUnion("type", [
  messagesTextBlockSchema,
  z.looseObject({ type: z.literal("image"), source: imageSourceSchema }),
  z.looseObject({
    type: z.literal("tool_use"),
    id: z.string(),
    name: z.string(),
    input: z.looseObject({}),
  }),
  z.looseObject({
    type: z.literal("tool_result"),
    tool_use_id: z.string(),
    content: z.union([z.string(), z.array(z.looseObject({}))]).optional(),
    is_error: z.boolean().optional(),
  }),
  z.looseObject({ type: z.literal("thinking"), thinking: z.string(), signature: z.string().optional() }),
]);

export const messagesToolSchema = z.looseObject({
  name: z.string(),
  description: z.string().optional(),
  /** A JSON Schema whose root is an object. */
  input_schema: z.looseObject({
    type: z.literal("object"),
    properties: z.looseObject({}).optional(),
    required: z.array(z.string()).optional(),
  }),
});

const disableParallelToolUse = z.boolean().optional();

export const messagesToolChoiceSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("auto"), disable_parallel_tool_use: disableParallelToolUse }),
  z.looseObject({
    type: z.literal("tool"),
    name: z.string(),
    disable_parallel_tool_use: disableParallelToolUse,
  }),
  z.looseObject({ type: z.literal("none") }),
  z.looseObject({ type: z.literal("any"), disable_parallel_tool_use: disableParallelToolUse }),
]);

export const messagesRequestSchema = z.looseObject({
  model: z.string(),
  messages: z
    .array(
      z.looseObject({
        role: z.enum(["user", "assistant", "system"]),
        content: z.union([z.string(), z.array(messagesInputBlockSchema)]),
      }),
    )
    .min(1),
  system: z.union([z.string(), z.array(messagesTextBlockSchema)]).optional(),
  max_tokens: z.int().min(1),
  stop_sequences: z.array(z.string()).optional(),
  stream: z.boolean().optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.number().min(0).max(100).optional(),
  tools: z.array(messagesToolSchema).optional(),
  tool_choice: messagesToolChoiceSchema.optional(),
  thinking: z
    .looseObject({
      type: z.enum(["enabled", "disabled"]),
      /** Tokens; needed when thinking is enabled. */
      budget_tokens: z.int().min(1).optional(),
    })
    .optional(),
});

// ------------------------------------------------------------------ reply

/** One block of an answer. A kind that nobody documented passes as it is. */
export const messagesOutputBlockSchema = z.union([
  z.looseObject({ type: z.literal("text"), text: z.string().nullish() }),
  z.looseObject({
    type: z.literal("thinking"),
    thinking: z.string().nullish(),
    signature: z.string().nullish(),
  }),
  z.looseObject({
    type: z.literal("tool_use"),
    id: z.string().nullish(),
    name: z.string().nullish(),
    input: z.looseObject({}).nullish(),
  }),
  z.looseObject({ type: z.string() }),
]);

export const messagesUsageSchema = z.looseObject({
  input_tokens: z.int().nullish(),
  /** Missing in `message_start`. */
  output_tokens: z.int().nullish(),
  cache_read_input_tokens: z.int().nullish(),
  cache_creation_input_tokens: z.int().nullish(),
});

export const messagesStopReasons = [
  "end_turn",
  "max_tokens",
  "tool_use",
  "refusal",
  "stop_sequence",
] as const;

export const messagesResponseSchema = z.looseObject({
  id: z.string().nullish(),
  type: openEnum(["message"]).nullish(),
  role: openEnum(["assistant"]).nullish(),
  model: z.string().nullish(),
  content: z.array(messagesOutputBlockSchema),
  stop_reason: openEnum(messagesStopReasons).nullish(),
  stop_sequence: z.string().nullish(),
  usage: messagesUsageSchema.nullish(),
});

export const messagesStreamEventTypes = [
  "message_start",
  "content_block_start",
  "content_block_delta",
  "content_block_stop",
  "message_delta",
  "message_stop",
  "ping",
  "error",
] as const;

/** One `data:` frame of a stream. */
export const messagesStreamEventSchema = z.looseObject({
  type: openEnum(messagesStreamEventTypes),
  message: messagesResponseSchema.nullish(),
  index: z.int().nullish(),
  content_block: z.looseObject({}).nullish(),
  delta: z.looseObject({}).nullish(),
  usage: z.looseObject({}).nullish(),
});

export type MessagesRequest = z.infer<typeof messagesRequestSchema>;
export type MessagesInputBlock = z.infer<typeof messagesInputBlockSchema>;
export type MessagesTool = z.infer<typeof messagesToolSchema>;
export type MessagesResponse = z.infer<typeof messagesResponseSchema>;
export type MessagesUsage = z.infer<typeof messagesUsageSchema>;
export type MessagesStreamEvent = z.infer<typeof messagesStreamEventSchema>;
