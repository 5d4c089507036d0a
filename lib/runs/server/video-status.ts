import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { operations } from "@/lib/siliconflow/operations";
import { type VideoStatusResponse, videoStatusResponseSchema } from "@/lib/siliconflow/schema/video";
import { attempt, readJson } from "./attempt";
import type { CarryContext } from "./operation";

const { method, path } = operations["video.status"];

/** How many refusals in a row are believed. */
const believedRefusals = 3;
const slowerBy = 1.25;

/** Asks SiliconFlow about a job, once. */
export async function askStatus(
  requestId: string,
  { upstream, signal }: Pick<CarryContext, "upstream" | "signal">,
): Promise<Result<VideoStatusResponse, AppError>> {
  const request = { method, path, body: JSON.stringify({ requestId }) };
  const reply = await attempt(request, { upstream, signal, record: () => {} }, 1);
  if (!reply.ok) return reply;
  try {
    const parsed = videoStatusResponseSchema.safeParse(await readJson(reply.value));
    return parsed.success ? ok(parsed.data) : err(appError("malformed-response"));
  } catch (thrown) {
    return err(thrown instanceof AppFailure ? thrown.error : appError("internal"));
  }
}

/** A refusal that speaks of the request, not of the moment. */
function isRefusal({ upstreamStatus = 0, code }: AppError): boolean {
  return upstreamStatus >= 400 && upstreamStatus < 500 && code !== "rate-limited";
}

const asJobError = (error: AppError): AppError =>
  error.upstreamStatus === 400 || error.upstreamStatus === 404 ? { ...error, code: "job-unknown" } : error;

/**
 * Asks about a job until it is done or its deadline has passed, ever more slowly. SiliconFlow's failures to answer
 * are no failure of the job. Fails with `generation-failed` and SiliconFlow's reason, `job-overdue`, `job-unknown`,
 * or why it may not ask.
 */
export async function waitForVideo(
  requestId: string,
  deadlineAt: number,
  context: CarryContext & { asksAtOnce: boolean },
): Promise<Result<VideoStatusResponse, AppError>> {
  const { polling, signal } = context;
  let pauseMs = context.asksAtOnce ? 0 : polling.firstPauseMs;
  let step: "queued" | "working" | undefined;
  let refusals = 0;
  for (;;) {
    try {
      await wait(pauseMs, undefined, { signal });
    } catch {
      return err(appError("run-interrupted"));
    }
    const asked = await askStatus(requestId, context);
    if (asked.ok) {
      refusals = 0;
      const { status, reason } = asked.value;
      if (status === "Succeed") return asked;
      if (status === "Failed") return err(appError("generation-failed", reason ? { detail: reason } : {}));
      const next = status === "InQueue" ? "queued" : "working";
      if (next !== step) context.emit({ type: "job-step", step: next });
      step = next;
    } else if (isRefusal(asked.error)) {
      refusals += 1;
      if (refusals === believedRefusals) return err(asJobError(asked.error));
    }
    if (signal.aborted) return err(appError("run-interrupted"));
    if (Date.now() >= deadlineAt) return err(appError("job-overdue"));
    const named = asked.ok ? 0 : (asked.error.retryAfterSeconds ?? 0) * 1000;
    const slower = Math.min(
      Math.max(pauseMs, polling.firstPauseMs / slowerBy) * slowerBy,
      polling.slowestPauseMs,
    );
    pauseMs = Math.min(Math.max(slower, named), Math.max(0, deadlineAt - Date.now()));
  }
}
