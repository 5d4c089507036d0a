import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import { openAiError, traceHeaders } from "@/lib/http/server/envelope";
import { type ByteSink, eventStreamHeaders, type Reply } from "@/lib/http/server/reply";
import type { RunState, RunUsage } from "@/lib/runs/event";
import { expectedUsage } from "@/lib/runs/server/expected-cost";
import { mayHaveRun, unsure } from "@/lib/runs/server/paid-call";
import { upstreamError } from "@/lib/siliconflow/errors";
import {
  readText,
  type Upstream,
  type UpstreamHeaders,
  type UpstreamReply,
  type UpstreamRequest,
} from "@/lib/siliconflow/server/upstream";
import { type AnswerFields, AnswerWitness } from "./answer-witness";
import type { CallDesk, CallOutcome, OpenCall, PaidCall } from "./call-desk";
import { wholeAsEvents } from "./dialect/whole-as-events";
import { relayFrames } from "./relay-frames";

/** What every relay needs. */
export type RelayParts = {
  upstream: Upstream;
  desk: CallDesk;
  /** Hears of each refusal for a limit. */
  onLimit: (model: string, error: AppError) => void;
};

/** Of a caller's request, what a call needs: who it is, and when it goes. */
export type Caller = Pick<RouteRequest<unknown>, "client" | "call" | "signal">;

/** A call that is paid for, and how to see what it used. */
export type RelayedCall = PaidCall & {
  /** Of the operations table. */
  request: UpstreamRequest;
  /**
   * Paid by the piece: when nobody knows whether it was done the caller must not send it again by itself. `counted` is
   * written down as done then, so that no limit of yuan is passed by leaving again and again; `later`, when it is known.
   */
  byThePiece?: "counted" | "later";
  usageOf: (answer: AnswerWitness) => RunUsage | undefined;
};

/** An answer in one piece: in its own words, and read. */
export type WholeAnswer = { text: string; answer: AnswerFields; headers: UpstreamHeaders };

const asked = ({ request, input: { model } }: RelayedCall): UpstreamRequest => ({ ...request, model });

export const maxAnswerBytes = 24 * 1024 * 1024;

/** Something other than an answer under status 200; the trace id finds it at SiliconFlow's. */
export const malformed = ({ traceId }: UpstreamHeaders, detail?: string): AppError =>
  traced(appError("malformed-response", detail ? { detail } : {}), traceId);

/** The same failure with the trace id of the call that it belongs to. */
export const traced = (error: AppError, traceId: string | undefined): AppError =>
  traceId && error.traceId === undefined ? { ...error, traceId } : error;

/** A body as text; what breaks it is thrown with the trace id of its call. */
export async function readTraced({ body, headers }: UpstreamReply, limitBytes: number): Promise<string> {
  try {
    return await readText(body, limitBytes);
  } catch (thrown) {
    if (!(thrown instanceof AppFailure)) throw thrown;
    throw new AppFailure(traced(thrown.error, headers.traceId), { cause: thrown });
  }
}

export const passedOn = ({ traceId }: Pick<UpstreamHeaders, "traceId">): Record<string, string> =>
  traceId ? traceHeaders(traceId) : {};

/** Opens a call at the desk and does its work, which ends it; when that throws it came to nothing. */
export async function whileOpen<Value>(
  { desk }: Pick<RelayParts, "desk">,
  caller: Caller,
  call: PaidCall,
  work: (open: OpenCall) => Promise<Result<Value, AppError>>,
): Promise<Result<Value, AppError>> {
  const open = await desk.open(call, caller);
  if (!open.ok) return open;
  if (caller.signal.aborted) {
    await open.value.end(); // nobody waits for it any more, and nothing was sent
    return err(appError("upstream-unreachable"));
  }
  return work(open.value).catch(async (thrown) => {
    await open.value.end();
    throw thrown;
  });
}

/** Has a paid call answered in one piece. Nothing is retried. */
export async function askWhole(
  parts: RelayParts,
  caller: Caller,
  call: RelayedCall,
): Promise<Result<WholeAnswer, AppError>> {
  const told = (error: AppError) => (call.byThePiece ? unsure(error) : error);
  const whole = await whileOpen(parts, caller, call, async (open) => {
    const reply = await parts.upstream.call(asked(call), caller.signal);
    if (reply.ok) return takeWhole(parts, caller, call, reply.value, open);
    await open.end(unknownOutcome(caller, call, reply.error));
    return reply;
  });
  return whole.ok ? whole : err(told(whole.error));
}

/**
 * A paid call as SiliconFlow answers it, streamed or in one piece: its bytes come back as they are. The upstream call lives
 * as long as the caller's connection. Nothing is retried: the caller's library does.
 */
export function relayCall(
  parts: RelayParts,
  caller: Caller,
  call: RelayedCall,
): Promise<Result<Reply, AppError>> {
  return whileOpen<Reply>(parts, caller, call, async (open) => {
    const reply = await parts.upstream.call(asked(call), caller.signal);
    if (!reply.ok) {
      await open.end();
      return reply;
    }
    const { status, headers } = reply.value;
    if (status === 200 && headers.contentType.toLowerCase().includes("text/event-stream")) {
      const write = async (sink: ByteSink) =>
        relayStream(reply.value, sink, (answer, state) =>
          open.end(outcomeOf(call, answer, state, headers.traceId)),
        );
      return ok({ kind: "stream", headers: { ...eventStreamHeaders, ...passedOn(headers) }, write });
    }
    const whole = await takeWhole(parts, caller, call, reply.value, open);
    if (!whole.ok) return whole;
    return ok(call.request.accept === "text/event-stream" ? asEvents(whole.value) : asItCame(whole.value));
  });
}

/** As the stream that was asked for. */
const asEvents = ({ answer, headers }: WholeAnswer): Reply => ({
  kind: "stream",
  headers: { ...eventStreamHeaders, ...passedOn(headers) },
  write: async (sink) => void sink.write(wholeAsEvents(answer)),
});

/** The answer byte for byte. */
export const asItCame = ({ text, headers }: Pick<WholeAnswer, "text" | "headers">): Reply => ({
  kind: "json-text",
  headers: passedOn(headers),
  text,
});

function outcomeOf(call: RelayedCall, answer: AnswerWitness, state: RunState, traceId: string | undefined) {
  const usage = call.usageOf(answer);
  return usage && { state, usage, traceId };
}

/** What is written down of a call of which nobody knows whether it was done: that it was, as it was expected. */
export function unknownOutcome(
  { signal }: Pick<Caller, "signal">,
  { byThePiece, operation, input }: Pick<RelayedCall, "byThePiece" | "operation" | "input">,
  error: AppError,
): CallOutcome | undefined {
  if (byThePiece !== "counted" || !mayHaveRun(error)) return undefined;
  const state = signal.aborted ? "stopped" : "failed";
  return { state, usage: expectedUsage({ operation, input }), traceId: error.traceId };
}

/** A body as text, or why there is none. */
async function textOf(reply: UpstreamReply): Promise<Result<string, AppError>> {
  try {
    return ok(await readTraced(reply, maxAnswerBytes));
  } catch (thrown) {
    if (thrown instanceof AppFailure) return err(thrown.error);
    throw thrown;
  }
}

/** A whole answer, or what is wrong with it. */
async function readWhole(
  reply: UpstreamReply,
): Promise<Result<WholeAnswer & { witness: AnswerWitness }, AppError>> {
  const { status, headers } = reply;
  const text = await textOf(reply);
  if (!text.ok) return text;
  if (status !== 200) return err(upstreamError({ status, body: text.value, ...headers }));
  const witness = new AnswerWitness();
  witness.see(text.value);
  if (witness.error) return err(traced(witness.error, headers.traceId));
  const { answer } = witness;
  return answer ? ok({ text: text.value, answer, headers, witness }) : err(malformed(headers));
}

async function takeWhole(
  parts: RelayParts,
  caller: Caller,
  call: RelayedCall,
  reply: UpstreamReply,
  open: OpenCall,
): Promise<Result<WholeAnswer, AppError>> {
  const whole = await readWhole(reply);
  if (!whole.ok) {
    if (whole.error.code === "rate-limited") parts.onLimit(call.input.model, whole.error);
    await open.end(unknownOutcome(caller, call, whole.error));
    return whole;
  }
  const { headers, witness } = whole.value;
  const outcome = outcomeOf(call, witness, "completed", headers.traceId);
  await open.end(outcome ?? unknownOutcome(caller, call, malformed(headers)));
  return whole;
}

/**
 * The last frame of a stream that broke: without it a client would take the stump for the answer. It begins with
 * a blank line, because the stream may have broken in the middle of one.
 */
const errorFrame = (error: AppError) => `\n\ndata: ${JSON.stringify(openAiError(error))}\n\ndata: [DONE]\n\n`;

/** Hands a stream on, and tells what it came to. */
async function relayStream(
  reply: UpstreamReply,
  sink: ByteSink,
  onEnd: (answer: AnswerWitness, state: RunState) => Promise<void>,
): Promise<void> {
  const witness = new AnswerWitness();
  const broken = await relayFrames(reply, sink, witness);
  const failure = broken ?? witness.error ?? (witness.finished ? undefined : appError("stream-truncated"));
  const state: RunState = sink.signal.aborted ? "stopped" : failure ? "failed" : "completed";
  // An error frame of SiliconFlow's own has been passed on already.
  if (state === "failed" && failure && !witness.error) sink.write(errorFrame(failure));
  await onEnd(witness, state);
}

/** Why a reply that should be bytes is not: refused, or something else under status 200. Then its body has been read. */
export async function refusalOf(
  reply: UpstreamReply,
  isExpected: (contentType: string) => boolean,
): Promise<AppError | undefined> {
  const { status, headers } = reply;
  if (status === 200 && isExpected(headers.contentType)) return undefined;
  if (status === 200 && !/json/i.test(headers.contentType)) {
    reply.discard();
    return malformed(headers, headers.contentType.slice(0, 100));
  }
  const text = await readTraced(reply, maxAnswerBytes);
  if (status !== 200) return upstreamError({ status, body: text, ...headers });
  const witness = new AnswerWitness();
  witness.see(text);
  return traced(witness.error ?? malformed(headers), headers.traceId);
}

/**
 * Something that costs nothing and may be asked for: SiliconFlow's answer in its own words, and read. A page of HTML is
 * never one; other words are where `anything` may come.
 */
export async function lookUp(
  { upstream }: Pick<RelayParts, "upstream">,
  caller: Caller,
  request: UpstreamRequest,
  expects: "json" | "anything" = "json",
): Promise<Result<{ text: string; answer: unknown; headers: UpstreamHeaders }, AppError>> {
  const reply = await upstream.call(request, caller.signal);
  if (!reply.ok) return reply;
  const { status, headers } = reply.value;
  const text = await readTraced(reply.value, maxAnswerBytes);
  if (status !== 200) return err(upstreamError({ status, body: text, ...headers }));
  const witness = new AnswerWitness();
  witness.see(text);
  if (witness.error && witness.answer) return err(traced(witness.error, headers.traceId));
  const isWords = expects === "anything" && !/html/i.test(headers.contentType);
  if (witness.value === undefined && !isWords)
    return err(malformed(headers, headers.contentType.slice(0, 100)));
  return ok({ text, answer: witness.value, headers });
}
