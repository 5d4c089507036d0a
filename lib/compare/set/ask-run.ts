import { type AppError, appError } from "@/lib/core/app-error";
import type { RunRequest } from "@/lib/runs/run-request";
import type { RunSource } from "@/lib/runs/run-source";
import { applyEvent, emptyOutput, type RunOutput } from "@/lib/runs/snapshot";

type AskOptions = {
  runs: RunSource;
  request: RunRequest;
  /** The idempotency key. */
  key: string;
  /** A run that has been started already is only followed. */
  runId?: string | undefined;
  signal: AbortSignal;
  /** The run is known: stored before its first event is awaited. */
  onStarted: (runId: string) => Promise<void>;
  /** SiliconFlow refused for the rate, and the server asks again by itself. */
  onRefused: (error: AppError) => void;
};

/** What differs from one run to the next, beside its key. */
export type Asking = Omit<AskOptions, "runs" | "key" | "signal">;

/** `unknown`: nobody can say what became of it; asked again with the same key or run id it is picked up. */
export type Asked = { kind: "ended"; output: RunOutput } | { kind: "unknown"; error: AppError };

/** Failures of the way to our server: whether the run has begun is not known. */
const notArrived = new Set<AppError["code"]>(["server-unreachable", "draining", "storage-unavailable"]);

const failed = (output: RunOutput, error: AppError): Asked => ({
  kind: "ended",
  output: { ...output, state: "failed", error },
});

/** Starts a run, or finds the one of this key, and follows it to its end. */
export async function askRun(options: AskOptions): Promise<Asked> {
  const { runs, request, key, signal, onStarted } = options;
  let { runId } = options;
  const output = emptyOutput();
  if (runId === undefined) {
    const started = await runs.start(request, key, signal);
    if (!started.ok)
      return notArrived.has(started.error.code)
        ? { kind: "unknown", error: started.error }
        : failed(output, started.error);
    runId = started.value.runId;
    await onStarted(runId);
  }
  const events = await runs.follow({ runId }, { signal, after: 0 });
  for (;;) {
    const next = await events.next();
    if (next.done) return withoutEnd(output, next.value);
    const { event } = next.value;
    applyEvent(output, event);
    if (event.type === "progress" && event.error.code === "rate-limited") options.onRefused(event.error);
  }
}

/** The events are over: with the run, or because the server does not tell any more. */
function withoutEnd(output: RunOutput, failure: AppError | undefined): Asked {
  if (failure && notArrived.has(failure.code)) return { kind: "unknown", error: failure };
  if (failure) return failed(output, failure);
  if (output.state === "running") return { kind: "unknown", error: appError("server-unreachable") };
  if (output.state === "interrupted") return failed(output, output.error ?? appError("run-interrupted"));
  return { kind: "ended", output };
}
