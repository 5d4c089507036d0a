import * as z from "zod/mini";
import { appErrorSchema } from "@/lib/core/app-error";

/** How a run ended. `completed` needs proof: SiliconFlow's finish_reason or the operation's own. */
export const runEndStates = ["completed", "stopped", "failed", "interrupted"] as const;
export const runStates = ["running", ...runEndStates] as const;
export type RunState = (typeof runStates)[number];

const tokens = z.int().check(z.nonnegative());

/** Tokens of a run as this program counts them; `estimated` when SiliconFlow did not say. */
export const runUsageSchema = z.object({
  inputTokens: tokens,
  outputTokens: tokens,
  /** Part of the output. */
  reasoningTokens: z.optional(tokens),
  /** Part of the input. */
  cachedTokens: z.optional(tokens),
  /** Part of the input: what its pictures came to. */
  imageTokens: z.optional(tokens),
  /** Pictures and clips that were made. */
  images: z.optional(tokens),
  videos: z.optional(tokens),
  /** Of the text that was spoken, in UTF-8. */
  utf8Bytes: z.optional(tokens),
  /** Answered within a batch, at its price. */
  batched: z.optional(z.boolean()),
  estimated: z.boolean(),
});
export type RunUsage = z.infer<typeof runUsageSchema>;

/** Yuan by the catalogue, or unknown. */
export const runPriceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("known"), cny: z.number().check(z.nonnegative()) }),
  z.object({ kind: z.literal("unknown") }),
]);
export type RunPrice = z.infer<typeof runPriceSchema>;

/** A part of the output; its deltas name it. Several choices (`n`) have parts of their own. */
const part = z.string();
const choice = z.int().check(z.nonnegative());

/** Which of the pictures or clips of one run, from 0. */
const index = z.int().check(z.nonnegative());

/**
 * Everything that a run can say. Events are numbered from 1 in the order in which they happened;
 * `at` is milliseconds since the run began, by the server's clock.
 */
export const runEventSchema = z.discriminatedUnion("type", [
  z.object({
    type: z.literal("run-start"),
    runId: z.string(),
    operation: z.string(),
    model: z.string(),
    startedAt: z.number(),
  }),
  z.object({ type: z.literal("reasoning-start"), part, choice }),
  z.object({ type: z.literal("reasoning-delta"), part, delta: z.string() }),
  z.object({ type: z.literal("reasoning-end"), part }),
  z.object({ type: z.literal("text-start"), part, choice }),
  z.object({ type: z.literal("text-delta"), part, delta: z.string() }),
  z.object({ type: z.literal("text-end"), part }),
  z.object({ type: z.literal("tool-call-start"), part, choice, toolCallId: z.string(), name: z.string() }),
  z.object({ type: z.literal("tool-call-delta"), part, delta: z.string() }),
  z.object({ type: z.literal("tool-call-end"), part }),
  /** SiliconFlow refused in a passing way; the next attempt follows by itself, in `retryInMs`. */
  z.object({
    type: z.literal("progress"),
    step: z.literal("retrying"),
    attempt: z.int(),
    error: appErrorSchema,
    retryInMs: z.optional(z.number().check(z.nonnegative())),
  }),
  /** SiliconFlow took a job under this id; it is asked about it until the deadline (epoch milliseconds). */
  z.object({ type: z.literal("job-start"), requestId: z.string(), deadlineAt: z.number() }),
  /** The states of a job: SiliconFlow's InQueue and InProgress. */
  z.object({ type: z.literal("job-step"), step: z.enum(["queued", "working"]) }),
  /** How a batch stands, in SiliconFlow's own word, and how many of its requests are through, once it counts them. */
  z.object({
    type: z.literal("batch-state"),
    status: z.string(),
    total: z.optional(tokens),
    completed: z.optional(tokens),
    failed: z.optional(tokens),
  }),
  /** What SiliconFlow says of a result: the seed it took, and how long it worked. */
  z.object({
    type: z.literal("result"),
    seed: z.optional(z.int()),
    inferenceSeconds: z.optional(z.number()),
  }),
  /**
   * A result is there and its bytes come in. A picture or clip is fetched, and SiliconFlow's link dies at `expiresAt`
   * (epoch milliseconds); sound is the answer itself, of a type, and can be listened to meanwhile.
   */
  z.object({
    type: z.literal("media-start"),
    index,
    expiresAt: z.optional(z.number()),
    mediaType: z.optional(z.string()),
  }),
  /** Fetching failed and is tried again until the link dies. */
  z.object({ type: z.literal("media-retry"), index, attempt: z.int(), error: appErrorSchema }),
  /** It is saved: `/api/media/<id>` serves it. */
  z.object({
    type: z.literal("media-end"),
    index,
    id: z.string(),
    bytes: z.int(),
    mediaType: z.string(),
  }),
  /** It could not be saved and never will be. */
  z.object({ type: z.literal("media-lost"), index, error: appErrorSchema }),
  /** Of many inputs, this one came to nothing; the others go on. */
  z.object({ type: z.literal("item-failed"), item: index, error: appErrorSchema }),
  /** How well documents answer, by their place in the request; in no order. */
  z.object({
    type: z.literal("ranking"),
    results: z.array(z.object({ index, score: z.number() })),
  }),
  z.object({ type: z.literal("usage"), usage: runUsageSchema, price: runPriceSchema }),
  z.object({ type: z.literal("error"), error: appErrorSchema }),
  z.object({
    type: z.literal("run-end"),
    state: z.enum(runEndStates),
    finishReason: z.optional(z.string()),
    traceId: z.optional(z.string()),
  }),
]);
export type RunEvent = z.infer<typeof runEventSchema>;

const at = z.number().check(z.nonnegative());

/** An event as it lies in the log and crosses the wire; its number travels as the SSE id. */
export const timedRunEventSchema = z.intersection(runEventSchema, z.object({ at }));
export type TimedRunEvent = RunEvent & { at: number };
