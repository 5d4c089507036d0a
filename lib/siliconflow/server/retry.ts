import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { AppError, AppErrorCode } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";

const maxAttempts = 3;
const retryBudgetMs = 60_000;
const firstPauseMs = 500;

/** What may be sent again: SiliconFlow's passing refusals (api/notes, section 5) and replies that never came. */
const passing: ReadonlySet<AppErrorCode> = new Set([
  "rate-limited",
  "upstream-failed",
  "overloaded",
  "upstream-timeout",
  "upstream-unreachable",
]);

/** The pause before the next attempt in milliseconds: what the upstream asked for, else jittered backoff. */
function pauseMs(error: AppError, attempt: number): number {
  if (error.retryAfterSeconds !== undefined) return error.retryAfterSeconds * 1000;
  return firstPauseMs * 2 ** (attempt - 1) * (0.5 + Math.random());
}

/**
 * Runs `attempt` up to three times while it fails in a passing way. It is the only retry layer, and what it
 * runs must not have handed on a byte yet. A wait that the budget of 60 s does not allow ends it at once.
 * `onRetry` hears of each failure that is followed by another attempt.
 */
export async function withRetries<Value>(
  attempt: (number: number) => Promise<Result<Value, AppError>>,
  signal: AbortSignal,
  onRetry: (nextAttempt: number, error: AppError) => void = () => {},
): Promise<Result<Value, AppError>> {
  const deadline = Date.now() + retryBudgetMs;
  for (let number = 1; ; number++) {
    const result = await attempt(number);
    if (result.ok || number === maxAttempts || signal.aborted || !passing.has(result.error.code))
      return result;
    const pause = pauseMs(result.error, number);
    if (Date.now() + pause > deadline) return result;
    onRetry(number + 1, result.error);
    try {
      await wait(pause, undefined, { signal });
    } catch {
      return result; // the caller gave up while waiting
    }
  }
}
