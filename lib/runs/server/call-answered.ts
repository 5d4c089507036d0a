import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { operations } from "@/lib/siliconflow/operations";
import { withRetries } from "@/lib/siliconflow/server/retry";
import { attempt, modelOf, readJson, traced } from "./attempt";
import type { CarryContext } from "./operation";

/**
 * Asks SiliconFlow for something that may be asked twice and is answered as a whole. What passes is tried again, and
 * told to the run's watchers.
 */
export async function callAnswered(
  operation: "embeddings" | "rerank",
  input: unknown,
  context: CarryContext,
): Promise<Result<{ body: unknown; traceId: string | undefined }, AppError>> {
  const { method, path } = operations[operation];
  const body = await context.bodyOf(input);
  if (!body.ok) return body;
  const request = { method, path, body: body.value, model: modelOf(input), silentWhileWorking: true };
  const reply = await withRetries((number) => attempt(request, context, number), context.signal, {
    onRetry: (retry) => context.emit({ type: "progress", step: "retrying", ...retry }),
  });
  if (!reply.ok) return reply;
  const { traceId } = reply.value.headers;
  try {
    return ok({ body: await readJson(reply.value), traceId });
  } catch (thrown) {
    const error = thrown instanceof AppFailure ? thrown.error : appError("malformed-response");
    return err(traced(error, traceId));
  }
}
