import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, type Result } from "@/lib/core/result";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import {
  type ChatCompletionRequest,
  type ChatUsage,
  chatCompletionResponseSchema,
} from "@/lib/siliconflow/schema/chat";
import { createEventTap } from "@/lib/siliconflow/server/event-tap";
import { withRetries } from "@/lib/siliconflow/server/retry";
import { readText, type Upstream, type UpstreamReply } from "@/lib/siliconflow/server/upstream";
import type { RunEvent } from "../event";
import type { UpstreamAttempt } from "../snapshot";
import { ChatFrames } from "./chat-frames";

const maxErrorBytes = 64 * 1024;
const maxAnswerBytes = 24 * 1024 * 1024;

export type ChatOutcome = {
  /** Why it is not complete; absent when SiliconFlow said how it finished. */
  error: AppError | undefined;
  finishReason: string | undefined;
  traceId: string | undefined;
  usage: ChatUsage | undefined;
  outputText: string;
};

export type ChatRunContext = {
  input: ChatCompletionRequest;
  upstream: Upstream;
  signal: AbortSignal;
  emit: (event: RunEvent) => void;
  /** Called for each attempt, when its status is known. */
  record: (attempt: UpstreamAttempt) => void;
};

const { method, path } = operations["chat.completions"];

/** One attempt as far as the status: a refusal is read whole and becomes a typed error. */
async function attemptChat(
  context: ChatRunContext,
  number: number,
): Promise<Result<UpstreamReply, AppError>> {
  const startedAt = Date.now();
  const body = JSON.stringify(context.input);
  const accept = context.input.stream ? "text/event-stream" : "application/json";
  const reply = await context.upstream.call({ method, path, body, accept }, context.signal);
  if (!reply.ok) {
    context.record({ number, startedAt, error: reply.error });
    return reply;
  }
  const { status, headers } = reply.value;
  const error = status === 200 ? undefined : await refusal(reply.value);
  context.record({ number, startedAt, status, headers, ...(error && { error }) });
  return error ? err(error) : reply;
}

async function refusal({ status, headers, body }: UpstreamReply): Promise<AppError> {
  const text = await readText(body, maxErrorBytes).catch(() => "");
  return upstreamError({ status, body: text, ...headers });
}

async function readStream(reply: UpstreamReply, frames: ChatFrames): Promise<void> {
  const tap = createEventTap((data) => frames.frame(data));
  for await (const chunk of reply.body) tap.feed(chunk);
  tap.end();
}

/** A whole answer, asked for or sent instead of a stream, says the same in one frame. */
async function readWhole(reply: UpstreamReply, frames: ChatFrames): Promise<void> {
  const text = await readText(reply.body, maxAnswerBytes);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new AppFailure(appError("malformed-response"));
  }
  const answer = chatCompletionResponseSchema.safeParse(body);
  if (!answer.success) throw new AppFailure(upstreamErrorUnder200(reply, text));
  const choices = answer.data.choices.map(({ message, ...choice }) => ({ ...choice, delta: message }));
  frames.value({ ...answer.data, choices });
}

/** Some gateways wrap a refusal in status 200. */
function upstreamErrorUnder200(reply: UpstreamReply, body: string): AppError {
  const error = upstreamError({ status: reply.status, body, ...reply.headers });
  return error.upstreamCode === undefined ? appError("malformed-response") : error;
}

function read(reply: UpstreamReply, frames: ChatFrames): Promise<void> {
  const type = reply.headers.contentType.toLowerCase();
  if (type.includes("text/event-stream")) return readStream(reply, frames);
  if (type.includes("json")) return readWhole(reply, frames);
  reply.discard();
  throw new AppFailure(appError("malformed-response", type ? { detail: type.slice(0, 100) } : {}));
}

/**
 * Carries one chat completion from request to last frame, retrying only before the first byte. Never throws:
 * whatever had arrived stays with the outcome, and an answer whose finish_reason was not seen is not complete.
 */
export async function runChat(context: ChatRunContext): Promise<ChatOutcome> {
  const frames = new ChatFrames(context.emit);
  const outcome = (error: AppError | undefined, traceId?: string): ChatOutcome => ({
    error: error && traceId && !error.traceId ? { ...error, traceId } : error,
    finishReason: frames.finishReason,
    traceId: traceId ?? error?.traceId,
    usage: frames.usage,
    outputText: frames.outputText(),
  });
  const reply = await withRetries(
    (number) => attemptChat(context, number),
    context.signal,
    (attempt, error) => context.emit({ type: "progress", step: "retrying", attempt, error }),
  );
  if (!reply.ok) return outcome(reply.error);
  const { traceId } = reply.value.headers;
  try {
    await read(reply.value, frames);
  } catch (thrown) {
    frames.end();
    return outcome(thrown instanceof AppFailure ? thrown.error : appError("internal"), traceId);
  }
  frames.end();
  return outcome(frames.finishReason ? undefined : appError("stream-truncated"), traceId);
}
