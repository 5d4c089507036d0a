import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { UpstreamRequest } from "@/lib/siliconflow/server/upstream";
import { attempt, readJson } from "./attempt";
import type { CarryContext, Polling } from "./operation";

/** How many refusals in a row are believed. */
const believedRefusals = 3;
const slowerBy = 1.25;

/** Asks SiliconFlow about a job, once, and reads the answer; what cannot be read is a malformed response. */
export async function askOnce<Answer>(
  request: UpstreamRequest,
  read: (body: unknown) => Answer | undefined,
  { upstream, signal }: Pick<CarryContext, "upstream" | "signal">,
): Promise<Result<Answer, AppError>> {
  const reply = await attempt(request, { upstream, signal, record: () => {} }, 1);
  if (!reply.ok) return reply;
  try {
    const answer = read(await readJson(reply.value));
    return answer === undefined ? err(appError("malformed-response")) : ok(answer);
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

type Job<Answer> = {
  ask: () => Promise<Result<Answer, AppError>>;
  /** What an answer means: nothing while the job goes on. */
  end: (answer: Answer) => Result<Answer, AppError> | undefined;
  /** Epoch milliseconds. */
  deadlineAt: number;
  polling: Omit<Polling, "deadlineMs">;
  asksAtOnce: boolean;
  signal: AbortSignal;
};

/**
 * Asks about a job until it is over or its deadline has passed, ever more slowly. SiliconFlow's failures to answer are
 * no failure of the job. Fails as `end` says, with `job-overdue`, `job-unknown`, or why it may not ask.
 */
export async function pollJob<Answer>({
  ask,
  end,
  deadlineAt,
  polling,
  asksAtOnce,
  signal,
}: Job<Answer>): Promise<Result<Answer, AppError>> {
  let pauseMs = asksAtOnce ? 0 : polling.firstPauseMs;
  let refusals = 0;
  for (;;) {
    try {
      await wait(pauseMs, undefined, { signal });
    } catch {
      return err(appError("run-interrupted"));
    }
    const asked = await ask();
    if (asked.ok) {
      refusals = 0;
      const over = end(asked.value);
      if (over) return over;
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
