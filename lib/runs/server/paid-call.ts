import "server-only";
import { type AppError, type AppErrorCode, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { type OperationName, operations } from "@/lib/siliconflow/operations";
import { neverSent, paidRetries, type RetryPolicy, withRetries } from "@/lib/siliconflow/server/retry";
import type { UpstreamReply, UpstreamRequest } from "@/lib/siliconflow/server/upstream";
import { attempt, modelOf, readJson, traced } from "./attempt";
import type { CarryContext, JobNotes } from "./operation";

/** After these the work may have been done although no answer came, or none that can be read. */
const silent: ReadonlySet<AppErrorCode> = new Set([
  "first-byte-timeout",
  "idle-timeout",
  "total-timeout",
  "stream-truncated",
  "upstream-timeout",
  "malformed-response",
  "response-too-large",
  "run-interrupted",
]);

/** Whether the work may have been done although the call failed. */
export function mayHaveRun({ code, detail = "", upstreamStatus }: AppError): boolean {
  if (code === "upstream-unreachable") return !neverSent.has(detail);
  // A gateway that gave up waiting does not know either.
  return silent.has(code) || upstreamStatus === 502 || upstreamStatus === 504;
}

/** What is told of a failure after which nobody knows whether the work was done. */
export function unsure(error: AppError): AppError {
  if (!mayHaveRun(error)) return error;
  return { ...error, code: "outcome-unknown", detail: error.detail ?? error.code };
}

export type PaidAnswer = { body: unknown; traceId: string | undefined };

/** A failure after which nobody knows whether the work was done, told as one. */
export const toldUnsure = (thrown: unknown, traceId: string | undefined): AppError =>
  traced(unsure(thrown instanceof AppFailure ? thrown.error : appError("internal")), traceId);

type PaidNotes = Pick<JobNotes, "submitting" | "refused">;
const noNotes: PaidNotes = { submitting: async () => {}, refused: async () => {} };

async function noted(
  request: UpstreamRequest,
  number: number,
  context: CarryContext,
  notes: PaidNotes,
): Promise<Result<UpstreamReply, AppError>> {
  await notes.submitting();
  const reply = await attempt(request, context, number);
  if (!reply.ok && !mayHaveRun(reply.error)) await notes.refused();
  return reply;
}

/**
 * Has SiliconFlow do work that is paid for by the piece, as far as its status. It is sent again only when it was
 * certainly not begun; when nobody can know, it fails with `outcome-unknown`. Nothing is sent while the results could
 * not be kept (`storage-full`).
 * @param notes keeps on the disk that it is being handed over.
 * @param policy which refusals are waited for, and how long.
 */
export async function startPaid(
  operation: OperationName,
  input: unknown,
  context: CarryContext,
  notes: PaidNotes = noNotes,
  policy: RetryPolicy = paidRetries,
): Promise<Result<UpstreamReply, AppError>> {
  if (!(await context.media.hasRoom())) return err(appError("storage-full"));
  const { method, path } = operations[operation];
  try {
    const body = await context.bodyOf(input);
    if (!body.ok) return body;
    const request = { method, path, body: body.value, model: modelOf(input), silentWhileWorking: true };
    const reply = await withRetries((number) => noted(request, number, context, notes), context.signal, {
      policy,
      onRetry: (retry) => context.emit({ type: "progress", step: "retrying", ...retry }),
    });
    return reply.ok ? reply : err(unsure(reply.error));
  } catch (thrown) {
    return err(toldUnsure(thrown, undefined));
  }
}

/** The same, with its answer in JSON. */
export async function callPaid(
  operation: OperationName,
  input: unknown,
  context: CarryContext,
  notes?: PaidNotes,
): Promise<Result<PaidAnswer, AppError>> {
  const reply = await startPaid(operation, input, context, notes);
  if (!reply.ok) return reply;
  const { traceId } = reply.value.headers;
  try {
    return ok({ body: await readJson(reply.value), traceId });
  } catch (thrown) {
    return err(toldUnsure(thrown, traceId));
  }
}
