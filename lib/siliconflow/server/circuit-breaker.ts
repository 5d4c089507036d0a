import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, type Result } from "@/lib/core/result";
import type { Upstream, UpstreamReply } from "./upstream";

const failuresThatOpen = 20;
const withinMs = 10_000;
const probeEveryMs = 5000;

/** Said by us or about us, and nothing of how SiliconFlow is. */
const notItsFault: ReadonlySet<AppError["code"]> = new Set(["upstream-key-missing"]);

/** That it answers at all is what counts: 4xx is an answer. */
const isFailure = (result: Result<UpstreamReply, AppError>) =>
  result.ok ? result.value.status >= 500 : !notItsFault.has(result.error.code);

type BreakerParts = {
  now?: () => number;
  /** Hears of each failed call: a status of 500 or more, or why none came. */
  onFailure?: (failure: AppError["code"] | number) => void;
};

/**
 * Leaves an upstream alone that does nothing but fail: after 20 failures in 10 seconds with no success between them every
 * call fails at once, with how long to wait, but for one each 5 seconds that tries; the first that succeeds ends it. So
 * nobody waits for a minute's timeouts, and what recovers is not trampled on.
 */
export function withCircuitBreaker(
  upstream: Upstream,
  { now = Date.now, onFailure }: BreakerParts = {},
): Upstream {
  let failures: number[] = [];
  let nextProbeAt: number | undefined;

  function failed(): void {
    const at = now();
    failures = [...failures.filter((moment) => moment > at - withinMs), at].slice(-failuresThatOpen);
    if (failures.length >= failuresThatOpen || nextProbeAt !== undefined) nextProbeAt = at + probeEveryMs;
  }

  function succeeded(): void {
    failures = [];
    nextProbeAt = undefined;
  }

  return {
    async call(request, signal) {
      const at = now();
      if (nextProbeAt !== undefined && at < nextProbeAt)
        return err(appError("circuit-open", { retryAfterSeconds: (nextProbeAt - at) / 1000 }));
      if (nextProbeAt !== undefined) nextProbeAt = at + probeEveryMs; // this call is the one that tries
      const result = await upstream.call(request, signal);
      // Whoever left has not seen how it is.
      if (!result.ok && signal.aborted) return result;
      if (!isFailure(result)) succeeded();
      else {
        failed();
        onFailure?.(result.ok ? result.value.status : result.error.code);
      }
      return result;
    },
  };
}
