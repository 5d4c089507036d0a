import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import { type ByteSink, eventStreamHeaders, type Reply } from "@/lib/http/server/reply";
import { idempotencyKeySchema, type RunRequest } from "../run-request";
import type { RunEngine } from "./engine";
import type { RunLines } from "./run-log";

/** Silence longer than this makes proxies and phones give a connection up. */
const pingEveryMs = 15_000;

/**
 * Writes the numbered events after `sequence` until the run has ended or the reader has gone. A reader that is
 * slow is waited for: nothing is queued for it, it goes on from its own place in the log.
 */
function writeEvents(lines: RunLines, sequence: number, sink: ByteSink): Promise<void> {
  return new Promise((resolve) => {
    let written = sequence;
    let draining = false;
    const advance = () => {
      if (draining || sink.signal.aborted) return;
      const { finished } = lines;
      const fresh = lines.linesAfter(written);
      const text = fresh.map((line, index) => `id: ${written + index + 1}\ndata: ${line}\n\n`).join("");
      written += fresh.length;
      if (text !== "" && !sink.write(text)) {
        draining = true;
        void sink.drained().then(() => {
          draining = false;
          advance();
        });
      } else if (finished) leave();
    };
    const ping = setInterval(() => draining || sink.write(": ping\n\n"), pingEveryMs);
    const unsubscribe = lines.onGrowth(advance);
    const leave = () => {
      clearInterval(ping);
      unsubscribe();
      sink.signal.removeEventListener("abort", leave);
      resolve();
    };
    sink.signal.addEventListener("abort", leave);
    if (sink.signal.aborted) leave();
    else advance();
  });
}

const eventStream = (runId: string, lines: RunLines, after: number): Reply => ({
  kind: "stream",
  headers: { ...eventStreamHeaders, "x-run-id": runId },
  write: (sink) => writeEvents(lines, after, sink),
});

/** POST /api/runs: starts a run; with `Accept: text/event-stream` its events follow at once. */
export async function startRun(
  engine: RunEngine,
  request: RouteRequest<RunRequest>,
): Promise<Result<Reply, AppError>> {
  const key = idempotencyKeySchema.safeParse(request.header("idempotency-key"));
  if (!key.success) return err(appError("bad-request", { field: "Idempotency-Key" }));
  const started = await engine.start(request.body, key.data);
  if (!started.ok) return started;
  const { runId, created } = started.value;
  if (!request.header("accept")?.includes("text/event-stream"))
    return ok({ kind: "json", status: created ? 201 : 200, body: { id: runId } });
  const lines = await engine.follow(runId);
  return lines.ok ? ok(eventStream(runId, lines.value, 0)) : lines;
}

const runIdOf = (request: RouteRequest<undefined>) => request.params["id"] ?? "";

/** GET /api/runs/:id/events?after=N: the events after N, then those to come. `Last-Event-ID` says the same. */
export async function followRun(
  engine: RunEngine,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const after = Number(request.url.searchParams.get("after") ?? request.header("last-event-id") ?? 0);
  if (!Number.isSafeInteger(after) || after < 0) return err(appError("bad-request", { field: "after" }));
  const runId = runIdOf(request);
  const lines = await engine.follow(runId);
  if (!lines.ok) return lines;
  // A follower may have seen more than the log kept when its process was killed: the end it is always told.
  const start = lines.value.finished ? Math.max(0, Math.min(after, lines.value.length - 1)) : after;
  return ok(eventStream(runId, lines.value, start));
}

/** GET /api/runs/:id: everything known of the run now. */
export async function showRun(
  engine: RunEngine,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const snapshot = await engine.snapshot(runIdOf(request));
  return snapshot.ok ? ok({ kind: "json", body: snapshot.value }) : snapshot;
}

/** POST /api/runs/:id/stop: ends the run; what had arrived is kept. */
export async function stopRun(
  engine: RunEngine,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const stopped = await engine.stop(runIdOf(request));
  return stopped.ok ? ok({ kind: "empty" }) : stopped;
}
