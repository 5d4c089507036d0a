import "server-only";
import { z } from "zod";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import { type ByteSink, eventStreamHeaders, type Reply } from "@/lib/http/server/reply";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import type { RunState } from "@/lib/runs/event";
import { inputText } from "@/lib/runs/server/settle";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { createEventTap } from "@/lib/siliconflow/server/event-tap";
import { readText, type UpstreamReply } from "@/lib/siliconflow/server/upstream";
import type { CallOutcome, OpenCall } from "./call-desk";
import { errorEvent, MessageEvents, MessageUsage, readMessage } from "./messages-events";
import { type GatewayParts, maxAnswerBytes, passedOn } from "./relay-chat";

/** What is read of a request in Anthropic's dialect; what it does not know passes on. */
export const gatewayMessagesSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.unknown()).min(1),
  max_tokens: z.int().min(1),
  system: z.unknown().optional(),
  tools: z.array(z.unknown()).nullish(),
  thinking: z.looseObject({ type: z.string() }).nullish(),
  stream: z.boolean().nullish(),
});
export type GatewayMessages = z.infer<typeof gatewayMessagesSchema>;

/** The same request, asked about instead of sent. */
export const countTokensSchema = gatewayMessagesSchema.partial({ max_tokens: true });

const { method, path } = operations.messages;

/** A picture's tokens depend on its size and the model; this is what the simulator and others take for one. */
const tokensPerPicture = 1024;

function textOf({ messages, system, tools }: z.infer<typeof countTokensSchema>): string {
  return inputText(system) + inputText(messages) + (tools?.length ? JSON.stringify(tools) : "");
}

function picturesIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + picturesIn(item), 0);
  if (typeof value !== "object" || value === null) return 0;
  const isPicture = "type" in value && value.type === "image";
  return isPicture ? 1 : picturesIn("content" in value ? value.content : undefined);
}

/** POST /v1/messages/count_tokens: an estimate from the texts, since SiliconFlow counts only what it answers. */
export async function countTokens(
  request: RouteRequest<z.infer<typeof countTokensSchema>>,
): Promise<Result<Reply, AppError>> {
  const pictures = picturesIn(request.body.messages) * tokensPerPicture;
  return ok({ kind: "json", body: { input_tokens: estimateTokens(textOf(request.body)) + pictures } });
}

/**
 * SiliconFlow's thinking is on or off (openapi.yaml, MessagesRequest); Anthropic's newer clients leave the choice to the
 * model, which is «on» here, with up to half of the answer for it. Nothing else of a request is changed.
 */
function bodyFor({ body, bodyText }: RouteRequest<GatewayMessages>): string {
  if (body.thinking?.type !== "adaptive") return bodyText;
  const thinking = { type: "enabled", budget_tokens: Math.max(1, Math.floor(body.max_tokens / 2)) };
  return JSON.stringify({ ...body, thinking });
}

/**
 * POST /v1/messages, Anthropic's dialect: SiliconFlow speaks it too. A whole answer comes back as it is; the events of a
 * stream are put into the order that Anthropic's clients rely on. Nothing is retried: the caller's library does.
 */
export async function relayMessages(
  parts: GatewayParts,
  request: RouteRequest<GatewayMessages>,
): Promise<Result<Reply, AppError>> {
  const call = await parts.desk.open({ operation: "messages", input: request.body }, request);
  if (!call.ok) return call;
  return relayOpened(parts, request, call.value).catch(async (thrown) => {
    await call.value.end();
    throw thrown;
  });
}

async function relayOpened(
  parts: GatewayParts,
  request: RouteRequest<GatewayMessages>,
  call: OpenCall,
): Promise<Result<Reply, AppError>> {
  const accept = request.body.stream === true ? "text/event-stream" : "application/json";
  const reply = await parts.upstream.call({ method, path, body: bodyFor(request), accept }, request.signal);
  if (!reply.ok) {
    await call.end();
    return reply;
  }
  const { status, headers, body } = reply.value;
  const usage = new MessageUsage(textOf(request.body));
  if (status === 200 && headers.contentType.toLowerCase().includes("text/event-stream")) {
    const write = async (sink: ByteSink) => call.end(await relayEvents(usage, reply.value, sink));
    return ok({ kind: "stream", headers: { ...eventStreamHeaders, ...passedOn(headers) }, write });
  }
  const text = await readText(body, maxAnswerBytes);
  const error = status === 200 ? readMessage(text, usage) : upstreamError({ status, body: text, ...headers });
  if (error?.code === "rate-limited") parts.onLimit(request.body.model, error);
  await call.end(error ? undefined : outcomeOf(usage, "completed", headers.traceId));
  return error ? err(error) : ok({ kind: "json-text", headers: passedOn(headers), text });
}

/** Hands a stream on, and gives what it came to. */
async function relayEvents(
  usage: MessageUsage,
  reply: UpstreamReply,
  sink: ByteSink,
): Promise<CallOutcome | undefined> {
  const events = new MessageEvents(usage);
  let ready = "";
  const tap = createEventTap((data) => {
    ready += events.pass(data);
  });
  /** Whether there is room for more. */
  const flush = () => {
    const text = ready;
    ready = "";
    return text === "" || sink.write(text);
  };
  let failure: AppError | undefined;
  try {
    for await (const chunk of reply.body) {
      tap.feed(chunk);
      if (!flush()) await sink.drained();
      if (sink.signal.aborted) break; // nobody reads any more: leaving the loop closes the upstream
    }
    tap.end();
    ready += events.end();
    flush();
    failure = events.error ?? (events.finished ? undefined : appError("stream-truncated"));
  } catch (thrown) {
    failure = thrown instanceof AppFailure ? thrown.error : appError("internal");
  }
  const state: RunState = sink.signal.aborted ? "stopped" : failure ? "failed" : "completed";
  if (state === "failed" && failure && !events.error) sink.write(errorEvent(failure));
  return outcomeOf(usage, state, reply.headers.traceId);
}

function outcomeOf(
  usage: MessageUsage,
  state: RunState,
  traceId: string | undefined,
): CallOutcome | undefined {
  const settled = usage.settled();
  return settled && { state, usage: settled, traceId };
}
