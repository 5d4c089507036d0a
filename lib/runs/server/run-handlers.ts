import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { ByteSink, Reply } from "@/lib/http/server/reply";
import type { TimedRunEvent } from "../event";
import { idempotencyKeySchema, type RunRequest, type StopRequest } from "../run-request";
import type { RunSnapshot } from "../snapshot";
import type { RunEngine } from "./engine";
import { eventStream, type FollowedRun, followedFrom, frameOf } from "./event-stream";
import { entriesFrom, type LineJournals } from "./line-journal";
import type { RunLines } from "./run-log";

/** Many enough for every column of a page, few enough for a request's line. */
const maxRunsPerStream = 64;
const positionPattern = /^([\w-]{1,100}):(\d{1,15})$/;

const oneRun = (runId: string, lines: RunLines, after: number): Reply =>
  eventStream([followedFrom(lines, after)], { headers: { "x-run-id": runId } });

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
  return lines.ok ? ok(oneRun(runId, lines.value, 0)) : lines;
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
  return lines.ok ? ok(oneRun(runId, lines.value, after)) : lines;
}

/** The runs that a request names, each with the number of the last event that is known of it. */
function positionsOf({ searchParams }: URL): Map<string, number> | undefined {
  const asked = searchParams.getAll("run").map((position) => positionPattern.exec(position));
  const positions = new Map(asked.map((match) => [match?.[1] ?? "", Number(match?.[2])]));
  const sound = asked.length <= maxRunsPerStream && positions.size === asked.length && !positions.has("");
  return sound && asked.length > 0 ? positions : undefined;
}

/** The record of a killed process has no end until the next one has looked through them. */
function lacksEnd(lines: RunLines): boolean {
  if (!lines.finished) return false;
  const [last] = lines.linesAfter(Math.max(0, lines.length - 1));
  return last === undefined || (JSON.parse(last) as TimedRunEvent).type !== "run-end";
}

async function findRun(
  engine: RunEngine,
  runId: string,
  after: number,
): Promise<Result<FollowedRun, AppError>> {
  const lines = await engine.follow(runId);
  if (!lines.ok) return lines;
  return lacksEnd(lines.value)
    ? err(appError("run-interrupted"))
    : ok(followedFrom(lines.value, after, runId));
}

/**
 * GET /api/runs/events?run=<id>:<after>&run=…: the events of up to 64 runs on one connection, until all have ended.
 * Each frame's `event` names its run. A run that cannot be followed says why, as `{"error": …}`, and ends no other.
 */
export async function followRuns(
  engine: RunEngine,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const positions = positionsOf(request.url);
  if (!positions) return err(appError("bad-request", { field: "run" }));
  const runs: FollowedRun[] = [];
  let preface = "";
  for (const [name, after] of positions) {
    const run = await findRun(engine, name, after);
    if (run.ok) runs.push(run.value);
    else preface += frameOf(JSON.stringify({ error: run.error }), { name });
  }
  return ok(eventStream(runs, { preface }));
}

async function writeAll(content: AsyncIterable<Uint8Array>, sink: ByteSink): Promise<void> {
  for await (const chunk of content) {
    if (!sink.write(chunk)) await sink.drained();
    if (sink.signal.aborted) return;
  }
}

/**
 * GET /api/runs/:id/sound: what is being spoken, from its beginning and as it comes in. Once the run is over its
 * sound is a result like any other, under the id that the run tells.
 */
export async function listen(
  engine: RunEngine,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const sound = engine.soundOf(runIdOf(request));
  const read = await sound?.open();
  if (!sound || !read) return err(appError("not-found"));
  const headers = {
    "content-type": sound.type,
    "cache-control": "no-store, no-transform",
    "x-accel-buffering": "no",
  };
  return ok({ kind: "stream", headers, write: (sink) => writeAll(read(sink.signal), sink) });
}

/**
 * GET /api/runs/:id/results?after=N: what has become of single requests of a run that goes on, behind the first N bytes of
 * it: a line each, as in its journal. Once the run is over its results are files like any others.
 */
export async function giveResults(
  journals: LineJournals,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const after = Number(request.url.searchParams.get("after") ?? 0);
  if (!Number.isSafeInteger(after) || after < 0) return err(appError("bad-request", { field: "after" }));
  const journal = await journals.find(runIdOf(request));
  if (!journal) return err(appError("not-found"));
  const headers = { "content-type": "text/plain; charset=utf-8" };
  const write = (sink: ByteSink) => writeAll(entriesFrom(journal.path, after, journal.bytes), sink);
  return ok({ kind: "stream", headers, write });
}

/**
 * GET /api/runs/:id: everything known of the run now.
 * @param reveal adds what a run kept secret, once it may be told.
 */
export async function showRun(
  engine: RunEngine,
  request: RouteRequest<undefined>,
  reveal: (snapshot: RunSnapshot) => Promise<RunSnapshot> = async (snapshot) => snapshot,
): Promise<Result<Reply, AppError>> {
  const snapshot = await engine.snapshot(runIdOf(request));
  return snapshot.ok ? ok({ kind: "json", body: await reveal(snapshot.value) }) : snapshot;
}

/** POST /api/runs/:id/stop: ends the run; what had arrived is kept. */
export async function stopRun(
  engine: RunEngine,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const stopped = await engine.stop(runIdOf(request));
  return stopped.ok ? ok({ kind: "empty" }) : stopped;
}

/** POST /api/runs/stop: ends all of the runs at once. Those that are over or unknown stay as they are. */
export async function stopRuns(
  engine: RunEngine,
  request: RouteRequest<StopRequest>,
): Promise<Result<Reply, AppError>> {
  engine.stopAll(request.body.ids);
  return ok({ kind: "empty" });
}
