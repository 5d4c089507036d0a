import "server-only";
import { setTimeout as wait } from "node:timers/promises";
import type { AppError, AppErrorCode } from "@/lib/core/app-error";
import type { Result } from "@/lib/core/result";

/** What is sent again, how often, and how long that may take altogether. */
export type RetryPolicy = {
  maxAttempts: number;
  budgetMs: number;
  passing: (error: AppError) => boolean;
  /** The first pause after a failure for which the upstream names none; it doubles each time. */
  firstPauseMs: (error: AppError) => number;
};

/** SiliconFlow's passing refusals (api/notes, section 5) and replies that never came. */
const passingForAnswers: ReadonlySet<AppErrorCode> = new Set([
  "rate-limited",
  "upstream-failed",
  "overloaded",
  "upstream-timeout",
  "upstream-unreachable",
  "circuit-open",
]);

/** For what may be asked twice: an answer in words, of which nothing has come yet. */
export const answerRetries: RetryPolicy = {
  maxAttempts: 3,
  budgetMs: 60_000,
  passing: ({ code }) => passingForAnswers.has(code),
  firstPauseMs: () => 500,
};

/** Failures before a request has left this machine, by the names of Node and undici. */
export const neverSent = new Set([
  "ECONNREFUSED",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

/**
 * For what is paid by the piece: only what was certainly not begun is sent again. Limits by the minute are waited
 * for; SiliconFlow gives an image model two pictures a minute at first.
 */
export const paidRetries: RetryPolicy = {
  maxAttempts: 6,
  budgetMs: 5 * 60_000,
  passing: ({ code, limit, detail = "" }) =>
    (code === "rate-limited" && !/[HD]$/.test(limit ?? "")) ||
    code === "overloaded" ||
    code === "circuit-open" ||
    (code === "upstream-unreachable" && neverSent.has(detail)),
  firstPauseMs: ({ code }) => (code === "rate-limited" ? 15_000 : 1000),
};

/** A failure that is followed by another attempt. */
export type Retry = { attempt: number; error: AppError; retryInMs: number };

/** The pause before the next attempt in milliseconds: what the upstream asked for, else jittered backoff. */
function pauseMs(error: AppError, attempt: number, policy: RetryPolicy): number {
  if (error.retryAfterSeconds !== undefined) return error.retryAfterSeconds * 1000;
  return Math.round(policy.firstPauseMs(error) * 2 ** (attempt - 1) * (0.5 + Math.random()));
}

/**
 * Runs `attempt` again while it fails in a passing way. It is the only retry layer, and what it runs must not have
 * handed on a byte yet. A wait that the policy's budget does not allow ends it at once. `onRetry` hears of each
 * failure that is followed by another attempt.
 */
export async function withRetries<Value>(
  attempt: (number: number) => Promise<Result<Value, AppError>>,
  signal: AbortSignal,
  { policy = answerRetries, onRetry }: { policy?: RetryPolicy; onRetry?: (retry: Retry) => void } = {},
): Promise<Result<Value, AppError>> {
  const deadline = Date.now() + policy.budgetMs;
  for (let number = 1; ; number++) {
    const result = await attempt(number);
    if (result.ok || number === policy.maxAttempts || signal.aborted || !policy.passing(result.error))
      return result;
    const retryInMs = pauseMs(result.error, number, policy);
    if (Date.now() + retryInMs > deadline) return result;
    onRetry?.({ attempt: number + 1, error: result.error, retryInMs });
    try {
      await wait(retryInMs, undefined, { signal });
    } catch {
      return result; // the caller gave up while waiting
    }
  }
}
