import "server-only";
import { z } from "zod";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import { openAiError } from "@/lib/http/server/envelope";
import { type ByteSink, eventStreamHeaders, type Reply } from "@/lib/http/server/reply";
import type { RunState } from "@/lib/runs/event";
import { settleChat } from "@/lib/runs/server/settle";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { createEventTap } from "@/lib/siliconflow/server/event-tap";
import { readText, type Upstream, type UpstreamReply } from "@/lib/siliconflow/server/upstream";
import type { CallDesk, CallOutcome, OpenCall } from "./call-desk";
import { ChatWitness } from "./chat-witness";

/** The one loose request schema of the client door: what it does not know passes on. */
export const gatewayChatSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.unknown()).min(1),
  stream: z.boolean().nullish(),
});
export type GatewayChat = z.infer<typeof gatewayChatSchema>;

export type GatewayParts = {
  upstream: Upstream;
  desk: CallDesk;
  /** Hears of each refusal for a limit. */
  onLimit: (model: string, error: AppError) => void;
};

export const maxAnswerBytes = 24 * 1024 * 1024;
const operation = "chat.completions";
const { method, path } = operations[operation];

/**
 * The last frame of a stream that broke: without it a client would take the stump for the answer. It begins with
 * a blank line, because the stream may have broken in the middle of one.
 */
const errorFrame = (error: AppError) => `\n\ndata: ${JSON.stringify(openAiError(error))}\n\ndata: [DONE]\n\n`;

export const passedOn = ({ traceId }: UpstreamReply["headers"]) =>
  traceId ? { "x-siliconcloud-trace-id": traceId } : {};

/**
 * POST /v1/chat/completions: the caller's bytes go to SiliconFlow as they came, and its bytes come back as they
 * are. The upstream call lives as long as the caller's connection. Nothing is retried: the caller's library does.
 */
export async function relayChat(
  parts: GatewayParts,
  request: RouteRequest<GatewayChat>,
): Promise<Result<Reply, AppError>> {
  const call = await parts.desk.open({ operation, input: request.body }, request);
  if (!call.ok) return call;
  return relayOpened(parts, request, call.value).catch(async (thrown) => {
    await call.value.end();
    throw thrown;
  });
}

async function relayOpened(
  parts: GatewayParts,
  request: RouteRequest<GatewayChat>,
  call: OpenCall,
): Promise<Result<Reply, AppError>> {
  const stream = request.body.stream === true;
  const accept = stream ? "text/event-stream" : "application/json";
  const reply = await parts.upstream.call({ method, path, body: request.bodyText, accept }, request.signal);
  if (!reply.ok) {
    await call.end();
    return reply;
  }
  const { status, headers, body } = reply.value;
  const isEventStream = headers.contentType.toLowerCase().includes("text/event-stream");
  if (status === 200 && isEventStream) {
    const write = async (sink: ByteSink) => call.end(await relayStream(request.body, reply.value, sink));
    return ok({ kind: "stream", headers: { ...eventStreamHeaders, ...passedOn(headers) }, write });
  }
  const whole = readWhole(request.body, { status, headers, text: await readText(body, maxAnswerBytes) });
  if (!whole.ok && whole.error.code === "rate-limited") parts.onLimit(request.body.model, whole.error);
  await call.end(whole.ok ? whole.value.outcome : undefined);
  return whole.ok ? ok(whole.value.reply) : whole;
}

/** What a whole answer is to the caller and to the ledger. */
function readWhole(
  input: GatewayChat,
  { status, headers, text }: { status: number; headers: UpstreamReply["headers"]; text: string },
): Result<{ reply: Reply; outcome: CallOutcome | undefined }, AppError> {
  const witness = new ChatWitness();
  witness.see(text);
  if (status !== 200) return err(upstreamError({ status, body: text, ...headers }));
  if (witness.error) return err(witness.error);
  if (witness.answer === undefined) return err(appError("malformed-response"));
  const reply: Reply = { kind: "json-text", headers: passedOn(headers), text };
  return ok({ reply, outcome: outcomeOf(input, witness, "completed", headers.traceId) });
}

/** Hands a stream on, and gives what it came to. */
async function relayStream(
  input: GatewayChat,
  reply: UpstreamReply,
  sink: ByteSink,
): Promise<CallOutcome | undefined> {
  const witness = new ChatWitness();
  const tap = createEventTap((data) => witness.see(data));
  let failure: AppError | undefined;
  try {
    for await (const chunk of reply.body) {
      const hasRoom = sink.write(chunk);
      tap.feed(chunk); // it is paid for, whether anybody still reads it or not
      if (!hasRoom) await sink.drained();
      if (sink.signal.aborted) break; // nobody reads any more: leaving the loop closes the upstream
    }
    tap.end();
    failure = witness.error ?? (witness.finished ? undefined : appError("stream-truncated"));
  } catch (thrown) {
    failure = thrown instanceof AppFailure ? thrown.error : appError("internal");
  }
  const state: RunState = sink.signal.aborted ? "stopped" : failure ? "failed" : "completed";
  // An error frame of SiliconFlow's own has been passed on already.
  if (state === "failed" && failure && !witness.error) sink.write(errorFrame(failure));
  return outcomeOf(input, witness, state, reply.headers.traceId);
}

function outcomeOf(
  input: GatewayChat,
  witness: ChatWitness,
  state: RunState,
  traceId: string | undefined,
): CallOutcome | undefined {
  const usage = settleChat({ input, outputText: witness.outputText, usage: witness.usage });
  return usage && { state, usage, traceId };
}
