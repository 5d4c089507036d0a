import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import { operations } from "@/lib/siliconflow/operations";
import { createEventTap } from "@/lib/siliconflow/server/event-tap";
import { withRetries } from "@/lib/siliconflow/server/retry";
import type { UpstreamReply, UpstreamRequest } from "@/lib/siliconflow/server/upstream";
import type { AnswerRunRequest } from "../run-request";
import type { AnswerFrames } from "./answer-frames";
import { attempt, readJson, traced } from "./attempt";
import type { CarryContext, CarryOutcome } from "./operation";
import { settleChat } from "./settle";

async function readStream(reply: UpstreamReply, frames: AnswerFrames): Promise<void> {
  const tap = createEventTap((data) => frames.frame(data));
  await reply.eachPiece((piece) => {
    tap.feed(piece);
    return undefined;
  });
  tap.end();
}

/** An answer in one piece, asked for or sent instead of a stream. */
async function readWhole(reply: UpstreamReply, frames: AnswerFrames): Promise<void> {
  if (!frames.whole(await readJson(reply))) throw new AppFailure(appError("malformed-response"));
}

function read(reply: UpstreamReply, frames: AnswerFrames): Promise<void> {
  const type = reply.headers.contentType.toLowerCase();
  if (type.includes("text/event-stream")) return readStream(reply, frames);
  if (type.includes("json")) return readWhole(reply, frames);
  reply.discard();
  throw new AppFailure(appError("malformed-response", type ? { detail: type.slice(0, 100) } : {}));
}

/** The request as it goes to SiliconFlow: the stored input, with the bytes of the uploads that it names. */
async function upstreamRequest(
  { operation, input }: AnswerRunRequest,
  context: CarryContext,
): Promise<Result<UpstreamRequest, AppError>> {
  const { method, path } = operations[operation];
  const accept = input.stream ? "text/event-stream" : "application/json";
  const body = await context.bodyOf(input);
  return body.ok ? ok({ method, path, accept, body: body.value, model: input.model }) : body;
}

/**
 * Carries one answer in words from request to last frame, retrying only before the first byte. Never throws:
 * whatever had arrived stays with the outcome, and an answer whose finish_reason was not seen is not complete.
 */
export async function carryAnswer(
  run: AnswerRunRequest,
  frames: AnswerFrames,
  context: CarryContext,
): Promise<CarryOutcome> {
  const outcome = (error: AppError | undefined, traceId?: string): CarryOutcome => ({
    error: error && traced(error, traceId),
    finishReason: frames.finishReason,
    traceId: traceId ?? error?.traceId,
    usage: settleChat({ input: run.input, usage: frames.usage, output: frames.outputText() }),
  });
  let traceId: string | undefined;
  try {
    const request = await upstreamRequest(run, context);
    if (!request.ok) return outcome(request.error);
    const reply = await withRetries((number) => attempt(request.value, context, number), context.signal, {
      onRetry: (retry) => context.emit({ type: "progress", step: "retrying", ...retry }),
    });
    if (!reply.ok) return outcome(reply.error);
    traceId = reply.value.headers.traceId;
    await read(reply.value, frames);
  } catch (thrown) {
    frames.end();
    return outcome(thrown instanceof AppFailure ? thrown.error : appError("internal"), traceId);
  }
  frames.end();
  return outcome(frames.finishReason ? undefined : appError("stream-truncated"), traceId);
}
