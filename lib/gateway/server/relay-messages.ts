import "server-only";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { defineRoute, type Route, type RouteRequest } from "@/lib/http/server/define-route";
import { type ByteSink, eventStreamHeaders, type Reply } from "@/lib/http/server/reply";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import type { RunState } from "@/lib/runs/event";
import { inputText } from "@/lib/runs/server/settle";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import type { UpstreamReply } from "@/lib/siliconflow/server/upstream";
import { anthropicError } from "./anthropic-error";
import type { CallOutcome } from "./call-desk";
import { jsonBody } from "./json-body";
import { errorEvent, MessageEvents, MessageUsage, readMessage } from "./messages-events";
import { asItCame, maxAnswerBytes, passedOn, type RelayParts, readTraced, traced, whileOpen } from "./relay";
import { rewriteFrames } from "./relay-frames";

/** What is read of a request in Anthropic's dialect; what it does not know passes on. */
const gatewayMessagesSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.unknown()).min(1),
  max_tokens: z.int().min(1),
  system: z.unknown().optional(),
  tools: z.array(z.unknown()).nullish(),
  thinking: z.looseObject({ type: z.string() }).nullish(),
  stream: z.boolean().nullish(),
});
type GatewayMessages = z.infer<typeof gatewayMessagesSchema>;

/** The same request, asked about instead of sent. */
const countTokensSchema = gatewayMessagesSchema.partial({ max_tokens: true });

const { method, path } = operations.messages;

/** A picture's tokens depend on its size and the model; this is what the simulator and others take for one. */
const tokensPerPicture = 1024;
/** A request with pictures in it. */
const maxMediaBytes = 64 * 1024 * 1024;

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
async function countTokens(
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
  return jsonBody({ ...body, thinking });
}

/**
 * POST /v1/messages, Anthropic's dialect: SiliconFlow speaks it too. A whole answer comes back as it is; the events of a
 * stream are put into the order that Anthropic's clients rely on. Nothing is retried: the caller's library does.
 */
function relayMessages(
  parts: RelayParts,
  request: RouteRequest<GatewayMessages>,
): Promise<Result<Reply, AppError>> {
  const streamed = request.body.stream === true;
  const accept = streamed ? "text/event-stream" : "application/json";
  const { model } = request.body;
  const sent = { method, path, body: bodyFor(request), accept, model, silentWhileWorking: !streamed };
  const paid = { operation: "messages", input: request.body } as const;
  return whileOpen<Reply>(parts, request, paid, async (open) => {
    const reply = await parts.upstream.call(sent, request.signal);
    if (!reply.ok) {
      await open.end();
      return reply;
    }
    const { status, headers } = reply.value;
    const usage = new MessageUsage(textOf(request.body));
    if (status === 200 && headers.contentType.toLowerCase().includes("text/event-stream")) {
      const write = async (sink: ByteSink) => open.end(await relayEvents(usage, reply.value, sink));
      return ok({ kind: "stream", headers: { ...eventStreamHeaders, ...passedOn(headers) }, write });
    }
    const text = await readTraced(reply.value, maxAnswerBytes);
    const error =
      status === 200 ? readMessage(text, usage) : upstreamError({ status, body: text, ...headers });
    if (error?.code === "rate-limited") parts.onLimit(request.body.model, error);
    await open.end(error ? undefined : outcomeOf(usage, "completed", headers.traceId));
    return error ? err(traced(error, headers.traceId)) : ok(asItCame({ text, headers }));
  });
}

/** Hands a stream on, and gives what it came to. */
async function relayEvents(
  usage: MessageUsage,
  reply: UpstreamReply,
  sink: ByteSink,
): Promise<CallOutcome | undefined> {
  const events = new MessageEvents(usage);
  const pass = (data: string) => events.pass(data);
  const broken = await rewriteFrames(reply, sink, { pass, end: () => events.end() });
  const failure = broken ?? events.error ?? (events.finished ? undefined : appError("stream-truncated"));
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

const common = { method: "POST", door: "client", errorForm: anthropicError } as const;

/** The routes of Anthropic's dialect. */
export const messagesRoutes = (parts: () => RelayParts): Route[] => [
  defineRoute({
    ...common,
    path: "/v1/messages",
    body: gatewayMessagesSchema,
    maxBodyBytes: maxMediaBytes,
    handle: (request) => relayMessages(parts(), request),
  }),
  defineRoute({
    ...common,
    path: "/v1/messages/count_tokens",
    body: countTokensSchema,
    maxBodyBytes: maxMediaBytes,
    handle: countTokens,
  }),
];
