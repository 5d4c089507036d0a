import { z } from "zod";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/*
 * POST /chat/completions. Requests hold to the documented fields and ranges but let unknown fields pass,
 * as the service does. Replies accept what the live service was seen to send (notes.md sections 2 and 3):
 * any field may be null or absent, and unknown fields pass.
 */

// ---------------------------------------------------------------- request

const mediaDetailSchema = z.enum(["auto", "low", "high"]);

export const textPartSchema = z.looseObject({ type: z.literal("text"), text: z.string() });

export const imagePartSchema = z.looseObject({
  type: z.literal("image_url"),
  /** A link or a data URI. */
  image_url: z.looseObject({ url: z.string(), detail: mediaDetailSchema.optional() }),
});

export const videoPartSchema = z.looseObject({
  type: z.literal("video_url"),
  video_url: z.looseObject({
    url: z.string(),
    detail: mediaDetailSchema.optional(),
    max_frames: z.int().min(1).optional(),
    /** The spelling in SiliconFlow's schema; its guide writes `max_frames`. */
    max_frams: z.int().min(1).optional(),
    /** Frames per second. */
    fps: z.number().positive().optional(),
  }),
});

export const audioPartSchema = z.looseObject({
  type: z.literal("audio_url"),
  audio_url: z.looseObject({ url: z.string() }),
});

export const contentPartSchema = z.discriminatedUnion("type", [
  textPartSchema,
  imagePartSchema,
  videoPartSchema,
  audioPartSchema,
]);

/** A finished tool call, as it is sent back in the history. */
export const toolCallSchema = z.looseObject({
  id: z.string(),
  type: z.literal("function"),
  /** `arguments` is JSON text that the model wrote: it may be invalid. */
  function: z.looseObject({ name: z.string(), arguments: z.string() }),
});

export const systemMessageSchema = z.looseObject({
  role: z.literal("system"),
  content: z.union([z.string(), z.array(textPartSchema).min(1)]),
});

export const userMessageSchema = z.looseObject({
  role: z.literal("user"),
  content: z.union([z.string(), z.array(contentPartSchema).min(1)]),
});

export const assistantMessageSchema = z.looseObject({
  role: z.literal("assistant"),
  content: z.string().nullish(),
  /** Accepted, but the platform does not reuse earlier reasoning: do not send it. */
  reasoning_content: z.string().nullish(),
  tool_calls: z.array(toolCallSchema).optional(),
});

export const toolMessageSchema = z.looseObject({
  role: z.literal("tool"),
  content: z.string(),
  tool_call_id: z.string(),
});

export const chatMessageSchema = z.discriminatedUnion("role", [
  systemMessageSchema,
  userMessageSchema,
  assistantMessageSchema,
  toolMessageSchema,
]);

export const chatToolSchema = z.looseObject({
  type: z.literal("function"),
  function: z.looseObject({
    name: z
      .string()
      .max(64)
      .regex(/^[a-zA-Z0-9_-]+$/),
    description: z.string().optional(),
    /** A JSON Schema; absent when the function takes no arguments. */
    parameters: z.looseObject({}).optional(),
    strict: z.boolean().nullish(),
  }),
});

export const toolChoiceSchema = z.union([
  z.enum(["none", "auto", "required"]),
  z.looseObject({ type: z.literal("function"), function: z.looseObject({ name: z.string() }) }),
]);

export const responseFormatSchema = z.discriminatedUnion("type", [
  z.looseObject({ type: z.literal("text") }),
  z.looseObject({ type: z.literal("json_object") }),
  z.looseObject({ type: z.literal("json_schema"), json_schema: z.looseObject({}) }),
]);

export const reasoningEffortSchema = z.enum(["low", "medium", "high", "xhigh", "max"]);

export const chatCompletionRequestSchema = z.looseObject({
  model: z.string(),
  messages: z.array(chatMessageSchema).min(1),
  stream: z.boolean().optional(),
  stream_options: z.looseObject({ include_usage: z.boolean().optional() }).optional(),
  /** Tokens of the answer. */
  max_tokens: z.int().min(1).optional(),
  /** Left out, it means on for hybrid models. */
  enable_thinking: z.boolean().optional(),
  /** Tokens of the chain of thought. */
  thinking_budget: z.int().min(128).max(32_768).optional(),
  reasoning_effort: reasoningEffortSchema.optional(),
  min_p: z.number().min(0).max(1).optional(),
  stop: z.union([z.string(), z.array(z.string()).max(4), z.null()]).optional(),
  temperature: z.number().min(0).max(2).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.number().min(0).max(100).optional(),
  frequency_penalty: z.number().min(-2).max(2).optional(),
  n: z.int().min(1).optional(),
  response_format: responseFormatSchema.optional(),
  tools: z.array(chatToolSchema).max(128).optional(),
  tool_choice: toolChoiceSchema.optional(),
  /** Text that the answer continues, or the code before the gap. */
  prefix: z.string().optional(),
  /** The code after the gap. */
  suffix: z.string().optional(),
  /** The literal form that one guide prints; `prefix` and `suffix` at the top level mean the same. */
  extra_body: z.looseObject({ prefix: z.string().optional(), suffix: z.string().optional() }).optional(),
  user: z.string().optional(),
});

// ------------------------------------------------------------------ reply

/** The documented reasons; the live service also sends "" in the middle of a stream. */
export const finishReasons = ["stop", "eos", "length", "tool_calls"] as const;
export const finishReasonSchema = openEnum(finishReasons);

/** Token counts. On streams they are cumulative: take the last one seen, never the sum. */
export const usageSchema = z.looseObject({
  prompt_tokens: z.int().nullish(),
  /** Includes the reasoning tokens. */
  completion_tokens: z.int().nullish(),
  total_tokens: z.int().nullish(),
  prompt_cache_hit_tokens: z.int().nullish(),
  prompt_cache_miss_tokens: z.int().nullish(),
  completion_tokens_details: z.looseObject({ reasoning_tokens: z.int().nullish() }).nullish(),
  prompt_tokens_details: z.looseObject({ cached_tokens: z.int().nullish() }).nullish(),
});

const toolCallReplySchema = z.looseObject({
  id: z.string().nullish(),
  type: openEnum(["function"]).nullish(),
  function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});

export const chatChoiceSchema = z.looseObject({
  index: z.int().nullish(),
  message: z
    .looseObject({
      role: openEnum(["assistant"]).nullish(),
      content: z.string().nullish(),
      /** Rarely holds the whole answer while `content` is empty. */
      reasoning_content: z.string().nullish(),
      tool_calls: z.array(toolCallReplySchema).nullish(),
    })
    .nullish(),
  finish_reason: finishReasonSchema.nullish(),
});

/** `choices` is the proof that this is an answer: an error envelope under HTTP 200 does not parse. */
export const chatCompletionResponseSchema = z.looseObject({
  id: z.string().nullish(),
  object: openEnum(["chat.completion"]).nullish(),
  /** Unix seconds. */
  created: z.int().nullish(),
  model: z.string().nullish(),
  choices: z.array(chatChoiceSchema),
  usage: usageSchema.nullish(),
  system_fingerprint: z.string().nullish(),
});

/** A fragment of a tool call: merge by `index`; a later null, empty or absent value never overwrites. */
export const toolCallDeltaSchema = z.looseObject({
  index: z.int().nullish(),
  id: z.string().nullish(),
  type: z.string().nullish(),
  function: z.looseObject({ name: z.string().nullish(), arguments: z.string().nullish() }).nullish(),
});

export const chatDeltaSchema = z.looseObject({
  role: z.string().nullish(),
  content: z.string().nullish(),
  reasoning_content: z.string().nullish(),
  tool_calls: z.array(toolCallDeltaSchema).nullish(),
});

export const chatChunkChoiceSchema = z.looseObject({
  index: z.int().nullish(),
  delta: chatDeltaSchema.nullish(),
  finish_reason: finishReasonSchema.nullish(),
  /** Seen in early 2025 only. */
  content_filter_results: z
    .record(z.string(), z.looseObject({ filtered: z.boolean().nullish() }).nullish())
    .nullish(),
});

/**
 * One `data:` frame of a stream. Even `choices` may be missing, so that an odd frame does not end a paid
 * stream; look for an error in the frame first (`lib/siliconflow/errors.ts`).
 */
export const chatCompletionChunkSchema = z.looseObject({
  id: z.string().nullish(),
  object: openEnum(["chat.completion.chunk"]).nullish(),
  /** Unix seconds. */
  created: z.int().nullish(),
  model: z.string().nullish(),
  choices: z.array(chatChunkChoiceSchema).nullish(),
  system_fingerprint: z.string().nullish(),
  usage: usageSchema.nullish(),
});

export type ContentPart = z.infer<typeof contentPartSchema>;
export type ChatMessage = z.infer<typeof chatMessageSchema>;
export type ChatTool = z.infer<typeof chatToolSchema>;
export type ToolCall = z.infer<typeof toolCallSchema>;
export type ToolCallDelta = z.infer<typeof toolCallDeltaSchema>;
export type ToolChoice = z.infer<typeof toolChoiceSchema>;
export type ResponseFormat = z.infer<typeof responseFormatSchema>;
export type ReasoningEffort = z.infer<typeof reasoningEffortSchema>;
export type ChatCompletionRequest = z.infer<typeof chatCompletionRequestSchema>;
export type ChatCompletionResponse = z.infer<typeof chatCompletionResponseSchema>;
export type ChatCompletionChunk = z.infer<typeof chatCompletionChunkSchema>;
export type ChatDelta = z.infer<typeof chatDeltaSchema>;
export type ChatUsage = z.infer<typeof usageSchema>;
