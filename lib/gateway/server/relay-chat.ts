import "server-only";
import { z } from "zod";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import { openAiError } from "@/lib/http/server/envelope";
import { type ByteSink, eventStreamHeaders, type Reply } from "@/lib/http/server/reply";
import type { RunState } from "@/lib/runs/event";
import type { LedgerEntry } from "@/lib/runs/server/run-store";
import { settleChat } from "@/lib/runs/server/settle";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { createEventTap } from "@/lib/siliconflow/server/event-tap";
import { readText, type Upstream, type UpstreamReply } from "@/lib/siliconflow/server/upstream";
import { ChatWitness } from "./chat-witness";

/** The one loose request schema of the client door: what it does not know passes on. */
export const gatewayChatSchema = z.looseObject({
  model: z.string().min(1),
  messages: z.array(z.unknown()).min(1),
  stream: z.boolean().nullish(),
});
export type GatewayChat = z.infer<typeof gatewayChatSchema>;

type Settled = Omit<LedgerEntry, "price" | "door">;

export type GatewayParts = {
  upstream: Upstream;
  /** Prices a call and writes it to the ledger. Never throws. */
  settle: (entry: Settled) => Promise<void>;
  /** Lets a call begin, or says why not; what it gives is called when the call is in the ledger, or came to nothing. */
  admit: (input: GatewayChat) => Promise<Result<() => void, AppError>>;
  /** How people tell a caller's key from others; nothing where no keys are set. */
  keyOf: (request: Pick<RouteRequest<GatewayChat>, "header">) => string | undefined;
  /** Hears of each refusal for a limit. */
  onLimit: (model: string, error: AppError) => void;
};

const maxAnswerBytes = 24 * 1024 * 1024;
const { method, path } = operations["chat.completions"];

/**
 * The last frame of a stream that broke: without it a client would take the stump for the answer. It begins with
 * a blank line, because the stream may have broken in the middle of one.
 */
const errorFrame = (error: AppError) => `\n\ndata: ${JSON.stringify(openAiError(error))}\n\ndata: [DONE]\n\n`;

/** Whoever reads this sees no page of ours. */
const budgetAdvice =
  "The monthly budget of this server is spent and nothing was sent. Raise the budget, or turn its stop off, on the page /usage; on the first of the month (UTC+8) it begins anew.";

const passedOn = ({ traceId }: UpstreamReply["headers"]) =>
  traceId ? { "x-siliconcloud-trace-id": traceId } : {};

/**
 * POST /v1/chat/completions: the caller's bytes go to SiliconFlow as they came, and its bytes come back as they
 * are. The upstream call lives as long as the caller's connection. Nothing is retried: the caller's library does.
 */
export async function relayChat(
  parts: GatewayParts,
  request: RouteRequest<GatewayChat>,
): Promise<Result<Reply, AppError>> {
  const admitted = await parts.admit(request.body);
  if (!admitted.ok) {
    const { error } = admitted;
    return err(error.code === "budget-spent" ? { ...error, detail: budgetAdvice } : error);
  }
  const clientKey = parts.keyOf(request);
  const ofKey = { ...parts, settle: (entry: Settled) => parts.settle({ ...entry, clientKey }) };
  return relayAdmitted(ofKey, request, admitted.value).catch((thrown) => {
    admitted.value();
    throw thrown;
  });
}

async function relayAdmitted(
  parts: GatewayParts,
  request: RouteRequest<GatewayChat>,
  release: () => void,
): Promise<Result<Reply, AppError>> {
  const stream = request.body.stream === true;
  const accept = stream ? "text/event-stream" : "application/json";
  const reply = await parts.upstream.call({ method, path, body: request.bodyText, accept }, request.signal);
  if (!reply.ok) {
    release();
    return reply;
  }
  const { status, headers, body } = reply.value;
  const isEventStream = headers.contentType.toLowerCase().includes("text/event-stream");
  if (status === 200 && isEventStream) {
    const write = (sink: ByteSink) => relayStream(parts, request.body, reply.value, sink).finally(release);
    return ok({ kind: "stream", headers: { ...eventStreamHeaders, ...passedOn(headers) }, write });
  }
  const text = await readText(body, maxAnswerBytes);
  const whole = await relayWhole(parts, request.body, status, headers, text);
  release();
  return whole;
}

async function relayWhole(
  parts: GatewayParts,
  input: GatewayChat,
  status: number,
  headers: UpstreamReply["headers"],
  text: string,
): Promise<Result<Reply, AppError>> {
  const witness = new ChatWitness();
  witness.see(text);
  if (status !== 200) {
    const error = upstreamError({ status, body: text, ...headers });
    if (error.code === "rate-limited") parts.onLimit(input.model, error);
    return err(error);
  }
  if (witness.error) return err(witness.error);
  if (witness.answer === undefined) return err(appError("malformed-response"));
  await settle(parts, input, witness, "completed", headers.traceId);
  return ok({ kind: "json-text", headers: passedOn(headers), text });
}

async function relayStream(
  parts: GatewayParts,
  input: GatewayChat,
  reply: UpstreamReply,
  sink: ByteSink,
): Promise<void> {
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
  await settle(parts, input, witness, state, reply.headers.traceId);
}

async function settle(
  parts: GatewayParts,
  input: GatewayChat,
  witness: ChatWitness,
  state: RunState,
  traceId: string | undefined,
) {
  const usage = settleChat({ input, outputText: witness.outputText, usage: witness.usage });
  if (usage) await parts.settle({ operation: "chat.completions", model: input.model, state, usage, traceId });
}
