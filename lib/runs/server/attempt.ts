import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, type Result } from "@/lib/core/result";
import { streamFrameError, upstreamError } from "@/lib/siliconflow/errors";
import { readText, type UpstreamReply, type UpstreamRequest } from "@/lib/siliconflow/server/upstream";
import type { CarryContext } from "./operation";

/** The model that a request names, if it does. */
export const modelOf = (input: unknown): string | undefined =>
  typeof input === "object" && input !== null && "model" in input && typeof input.model === "string"
    ? input.model
    : undefined;

const maxErrorBytes = 64 * 1024;
const maxAnswerBytes = 24 * 1024 * 1024;

/** One attempt as far as the status: a refusal is read whole and becomes a typed error. */
export async function attempt(
  request: UpstreamRequest,
  context: Pick<CarryContext, "upstream" | "signal" | "record">,
  number: number,
): Promise<Result<UpstreamReply, AppError>> {
  const startedAt = Date.now();
  const reply = await context.upstream.call(request, context.signal);
  if (!reply.ok) {
    context.record({ number, startedAt, error: reply.error });
    return reply;
  }
  const headersAt = Date.now();
  const { status, headers } = reply.value;
  const error = status === 200 ? undefined : await refusal(reply.value);
  context.record({ number, startedAt, headersAt, status, headers, ...(error && { error }) });
  return error ? err(error) : reply;
}

async function refusal({ status, headers, body }: UpstreamReply): Promise<AppError> {
  const text = await readText(body, maxErrorBytes).catch(() => "");
  return upstreamError({ status, body: text, ...headers });
}

/** An answer in one piece: what it says. Throws as `readAnswer`. */
export const readJson = async (reply: UpstreamReply): Promise<unknown> => (await readAnswer(reply)).body;

/** An answer in its own words, and what they say. Throws an AppFailure: what broke it, or what it says instead of an answer. */
export async function readAnswer(reply: UpstreamReply): Promise<{ text: string; body: unknown }> {
  const text = await readText(reply.body, maxAnswerBytes);
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new AppFailure(appError("malformed-response"));
  }
  // Some gateways wrap a refusal in status 200.
  const error = streamFrameError(body);
  if (error) throw new AppFailure({ ...error, upstreamStatus: reply.status });
  return { text, body };
}

/** An error that knows its trace id, where there is one. */
export function traced(error: AppError, traceId: string | undefined): AppError {
  return traceId && !error.traceId ? { ...error, traceId } : error;
}
