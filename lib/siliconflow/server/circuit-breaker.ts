import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, type Result } from "@/lib/core/result";
import type { Upstream, UpstreamReply } from "./upstream";

const failuresThatOpen = 20;
/** One model alone, however broken, says this much of SiliconFlow and no more. */
const mostOfOneModel = 10;
const withinMs = 10_000;
const probeEveryMs = 5000;
/** Models come with callers' requests, who may write anything there. */
const mostModels = 500;
const longestName = 200;

/** Speaks of how SiliconFlow is; all else was said by us, by the caller, or about what they sent. */
const itsFault: ReadonlySet<AppError["code"]> = new Set([
  "upstream-unreachable",
  "first-byte-timeout",
  "idle-timeout",
  "total-timeout",
  "stream-truncated",
]);

/** That it answers at all is what counts: 4xx is an answer. */
const isFailure = (result: Result<UpstreamReply, AppError>) =>
  result.ok ? result.value.status >= 500 : itsFault.has(result.error.code);

/** Remembers failures, and whether there were so many that it is time to leave somebody alone. */
class Circuit {
  private readonly mostOfOne: number;
  private failures: { at: number; model: string }[] = [];
  private nextProbeAt: number | undefined;

  constructor(mostOfOne: number) {
    this.mostOfOne = mostOfOne;
  }

  /** How long until a call may try; 0 where one may be made. */
  waitMs(at: number): number {
    return Math.max(0, (this.nextProbeAt ?? 0) - at);
  }

  /** A call is made: where it is one that tries, the next one has to wait. */
  began(at: number): void {
    if (this.nextProbeAt !== undefined) this.nextProbeAt = at + probeEveryMs;
  }

  failed(at: number, model: string): void {
    const recent = this.failures.filter((failure) => failure.at > at - withinMs);
    const ofModel = recent.filter((failure) => failure.model === model);
    const oldest = ofModel.length >= this.mostOfOne ? ofModel[0] : undefined;
    const rest = recent.filter((failure) => failure !== oldest);
    this.failures = [...rest, { at, model }].slice(-failuresThatOpen);
    if (this.failures.length >= failuresThatOpen || this.nextProbeAt !== undefined)
      this.nextProbeAt = at + probeEveryMs;
  }

  succeeded(): void {
    this.failures = [];
    this.nextProbeAt = undefined;
  }
}

/** The circuits of models that have failed since they last answered. */
class ModelCircuits {
  private readonly circuits = new Map<string, Circuit>();

  find = (model: string): Circuit | undefined => this.circuits.get(model);

  failed(at: number, model: string): void {
    const circuit = this.circuits.get(model) ?? new Circuit(failuresThatOpen);
    this.circuits.set(model, circuit);
    circuit.failed(at, model);
    const [oldest] = this.circuits.keys();
    if (this.circuits.size > mostModels && oldest !== undefined) this.circuits.delete(oldest);
  }

  succeeded(model: string): void {
    this.circuits.delete(model);
  }
}

type BreakerParts = {
  /** Milliseconds of a clock that nobody sets. */
  now?: () => number;
  /** Hears of each failed call: a status of 500 or more, or why none came. */
  onFailure?: (failure: AppError["code"] | number) => void;
};

/**
 * Leaves alone what does nothing but fail: after 20 failures in 10 seconds with no success between them every call fails
 * at once, with how long to wait, but for one each 5 seconds that tries; the first that succeeds ends it. So nobody waits
 * for a minute's timeouts, and what recovers is not trampled on.
 *
 * It counts for each model, because one may be broken or slow while the others answer, and for all of them together, where
 * at most half of the failures may be one model's. Calls for no model (lists, jobs that were paid for, their end, files)
 * neither count nor wait.
 */
export function withCircuitBreaker(
  upstream: Upstream,
  { now = () => performance.now(), onFailure }: BreakerParts = {},
): Upstream {
  const all = new Circuit(mostOfOneModel);
  const models = new ModelCircuits();

  function settle(model: string, result: Result<UpstreamReply, AppError>): void {
    if (isFailure(result)) {
      all.failed(now(), model);
      models.failed(now(), model);
    } else if (result.ok) {
      all.succeeded();
      models.succeeded(model);
    }
  }

  return {
    async call(request, signal) {
      const model = request.model?.slice(0, longestName);
      if (model !== undefined) {
        const at = now();
        const circuits = [all, models.find(model)];
        const waitMs = Math.max(...circuits.map((circuit) => circuit?.waitMs(at) ?? 0));
        if (waitMs > 0) return err(appError("circuit-open", { retryAfterSeconds: waitMs / 1000 }));
        for (const circuit of circuits) circuit?.began(at);
      }
      const result = await upstream.call(request, signal);
      // Whoever left has not seen how it is.
      if (!result.ok && signal.aborted) return result;
      if (isFailure(result)) onFailure?.(result.ok ? result.value.status : result.error.code);
      if (model !== undefined) settle(model, result);
      return result;
    },
  };
}
