import * as z from "zod/mini";
import { appErrorSchema } from "@/lib/core/app-error";
import { type RunEvent, runPriceSchema, runStates, runUsageSchema } from "./event";

/** One try at the upstream, for the inspector. Never holds the key. */
export const upstreamAttemptSchema = z.object({
  number: z.int(),
  /** Epoch milliseconds. */
  startedAt: z.number(),
  /** When status and headers had arrived, by the same clock. */
  headersAt: z.optional(z.number()),
  status: z.optional(z.int()),
  headers: z.optional(
    z.object({
      contentType: z.string(),
      retryAfter: z.optional(z.string()),
      traceId: z.optional(z.string()),
    }),
  ),
  error: z.optional(appErrorSchema),
});
export type UpstreamAttempt = z.infer<typeof upstreamAttemptSchema>;

export const outputPartSchema = z.object({
  kind: z.enum(["reasoning", "text", "tool-call"]),
  part: z.string(),
  choice: z.int(),
  text: z.string(),
  /** Of a tool call. */
  toolCallId: z.optional(z.string()),
  name: z.optional(z.string()),
  /** Milliseconds since the run began. */
  startedMs: z.number(),
  endedMs: z.optional(z.number()),
});

/** One picture, clip or recording of a run. It has an `id` once it is saved, an `error` while it cannot be. */
export const outputMediaSchema = z.object({
  index: z.int(),
  /** When SiliconFlow's link dies, in epoch milliseconds. Sound has no link. */
  expiresAt: z.optional(z.number()),
  id: z.optional(z.string()),
  bytes: z.optional(z.int()),
  mediaType: z.optional(z.string()),
  /** Why fetching it failed, the last time. */
  error: z.optional(appErrorSchema),
  /** It could not be saved and never will be. */
  lost: z.optional(z.boolean()),
});
export type OutputMedia = z.infer<typeof outputMediaSchema>;

/** A job that SiliconFlow works on by itself. */
export const outputJobSchema = z.object({
  requestId: z.string(),
  /** Epoch milliseconds. */
  deadlineAt: z.number(),
  step: z.optional(z.enum(["queued", "working"])),
});

/** How a batch stands. */
export const outputBatchSchema = z.object({
  status: z.string(),
  total: z.optional(z.int()),
  completed: z.optional(z.int()),
  failed: z.optional(z.int()),
});

/** One of many inputs that came to nothing. */
export const failedItemSchema = z.object({ item: z.int(), error: appErrorSchema });

/** How well a document answers. */
export const rankedSchema = z.object({ index: z.int(), score: z.number() });

/** What the events of a run add up to. */
export const runOutputSchema = z.object({
  state: z.enum(runStates),
  parts: z.array(outputPartSchema),
  media: z.optional(z.array(outputMediaSchema)),
  job: z.optional(outputJobSchema),
  batch: z.optional(outputBatchSchema),
  failedItems: z.optional(z.array(failedItemSchema)),
  ranking: z.optional(z.array(rankedSchema)),
  seed: z.optional(z.int()),
  inferenceSeconds: z.optional(z.number()),
  usage: z.optional(runUsageSchema),
  price: z.optional(runPriceSchema),
  error: z.optional(appErrorSchema),
  finishReason: z.optional(z.string()),
  traceId: z.optional(z.string()),
  /** Milliseconds from the start of the run to the first delta, and to its end. */
  firstDeltaMs: z.optional(z.number()),
  durationMs: z.optional(z.number()),
});
export type RunOutput = z.infer<typeof runOutputSchema>;

/** Everything known of one run at one moment. */
export const runSnapshotSchema = z.object({
  id: z.string(),
  operation: z.string(),
  model: z.string(),
  startedAt: z.number(),
  input: z.unknown(),
  attempts: z.array(upstreamAttemptSchema),
  output: runOutputSchema,
  /** The number of the last event that is in it. */
  sequence: z.int(),
});
export type RunSnapshot = z.infer<typeof runSnapshotSchema>;

/** Where a run begins. */
export function emptyOutput(): RunOutput {
  return { state: "running", parts: [] };
}

/** Adds one event, in place: a run has thousands, and what it has grown to is never copied. */
export function applyEvent(output: RunOutput, event: RunEvent & { at: number }): void {
  switch (event.type) {
    case "reasoning-start":
    case "text-start":
    case "tool-call-start": {
      const { type, at, part, choice, ...call } = event;
      const kind = type === "reasoning-start" ? "reasoning" : type === "text-start" ? "text" : "tool-call";
      output.parts.push({ kind, part, choice, text: "", startedMs: at, ...("name" in call ? call : {}) });
      break;
    }
    case "reasoning-delta":
    case "text-delta":
    case "tool-call-delta": {
      output.firstDeltaMs ??= event.at;
      const part = output.parts.findLast((candidate) => candidate.part === event.part);
      if (part) part.text += event.delta;
      break;
    }
    case "reasoning-end":
    case "text-end":
    case "tool-call-end": {
      const part = output.parts.findLast((candidate) => candidate.part === event.part);
      if (part) part.endedMs = event.at;
      break;
    }
    case "usage":
      Object.assign(output, { usage: event.usage, price: event.price });
      break;
    case "error":
      output.error = event.error;
      break;
    case "run-end": {
      const { state, finishReason, traceId } = event;
      Object.assign(output, {
        state,
        durationMs: event.at,
        ...(finishReason && { finishReason }),
        ...(traceId && { traceId }),
      });
      break;
    }
    case "job-start": {
      const { requestId, deadlineAt } = event;
      output.job = { requestId, deadlineAt };
      break;
    }
    case "job-step":
      if (output.job) output.job.step = event.step;
      break;
    case "batch-state": {
      const { type: _, at: __, ...batch } = event;
      output.batch = batch;
      break;
    }
    case "result": {
      const { seed, inferenceSeconds } = event;
      Object.assign(output, {
        ...(seed !== undefined && { seed }),
        ...(inferenceSeconds !== undefined && { inferenceSeconds }),
      });
      break;
    }
    case "media-start":
    case "media-retry":
    case "media-end":
    case "media-lost":
      applyMedia(output, event);
      break;
    case "item-failed": {
      const { item, error } = event;
      output.failedItems = [...(output.failedItems ?? []), { item, error }];
      break;
    }
    case "ranking":
      output.ranking = event.results;
      break;
    case "run-start":
    case "progress":
      break;
    default:
      event satisfies never;
  }
}

type MediaEvent = Extract<RunEvent, { type: `media-${string}` }>;

function applyMedia(output: RunOutput, event: MediaEvent): void {
  if (event.type === "media-start") {
    const { index, expiresAt, mediaType } = event;
    const begun = { index, ...(expiresAt && { expiresAt }), ...(mediaType && { mediaType }) };
    output.media = [...(output.media ?? []).filter((item) => item.index !== index), begun];
    return;
  }
  const item = output.media?.find(({ index }) => index === event.index);
  if (!item) return;
  if (event.type === "media-end") {
    const { id, bytes, mediaType } = event;
    delete item.error;
    Object.assign(item, { id, bytes, mediaType });
  } else Object.assign(item, { error: event.error, ...(event.type === "media-lost" && { lost: true }) });
}
