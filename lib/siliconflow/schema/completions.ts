import { z } from "zod";
import { finishReasonSchema, usageSchema } from "@/lib/siliconflow/schema/chat";
import { openEnum } from "@/lib/siliconflow/schema/open-enum";

/*
 * POST /completions, for filling the middle of a text. The parameter list comes from the international
 * reference; the China guide shows only `prompt` and `suffix`.
 */

export const completionRequestSchema = z.looseObject({
  model: z.string(),
  /** Text before the gap. */
  prompt: z.string(),
  /** Text after the gap. */
  suffix: z.string().optional(),
  max_tokens: z.int().min(1).optional(),
  stop: z.array(z.string()).optional(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.int().optional(),
  repetition_penalty: z.number().optional(),
  presence_penalty: z.number().min(-2).max(2).optional(),
  frequency_penalty: z.number().min(-2).max(2).optional(),
  logit_bias: z.record(z.string(), z.number()).optional(),
  seed: z.int().optional(),
  n: z.int().min(1).max(128).optional(),
  stream: z.boolean().optional(),
});

const completionChoiceSchema = z.looseObject({
  index: z.int().nullish(),
  text: z.string().nullish(),
  finish_reason: finishReasonSchema.nullish(),
});

export const completionResponseSchema = z.looseObject({
  id: z.string().nullish(),
  object: openEnum(["text_completion"]).nullish(),
  /** Unix seconds. */
  created: z.int().nullish(),
  model: z.string().nullish(),
  choices: z.array(
    completionChoiceSchema.extend({
      logprobs: z
        .looseObject({
          tokens: z.array(z.string()).nullish(),
          token_logprobs: z.array(z.number()).nullish(),
        })
        .nullish(),
    }),
  ),
  usage: usageSchema.nullish(),
});

/** One `data:` frame of a stream; no live capture exists, the official sample reads `choices[0].text`. */
export const completionChunkSchema = z.looseObject({
  id: z.string().nullish(),
  object: z.string().nullish(),
  created: z.int().nullish(),
  model: z.string().nullish(),
  token: z
    .looseObject({
      id: z.int().nullish(),
      text: z.string().nullish(),
      logprob: z.number().nullish(),
      special: z.boolean().nullish(),
    })
    .nullish(),
  choices: z.array(completionChoiceSchema).nullish(),
  usage: usageSchema.nullish(),
  finish_reason: finishReasonSchema.nullish(),
});

export type CompletionRequest = z.infer<typeof completionRequestSchema>;
export type CompletionResponse = z.infer<typeof completionResponseSchema>;
export type CompletionChunk = z.infer<typeof completionChunkSchema>;
