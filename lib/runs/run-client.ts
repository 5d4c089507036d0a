import { type EventSourceMessage, EventSourceParserStream } from "eventsource-parser/stream";
import * as z from "zod/mini";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { type TimedRunEvent, timedRunEventSchema } from "./event";
import type { RunRequest } from "./run-request";

const pausesMs = [250, 500, 1000, 2000, 4000];
/** Reconnecting is given up after this many failures in a row: about half a minute. */
const maxFailures = 10;
/** The server ends so many runs at one request. */
const maxRunsPerStop = 64;

const startedSchema = z.object({ id: z.string() });

/** An event with its number. */
export type NumberedEvent = { sequence: number; event: TimedRunEvent };

export type FollowOptions = {
  signal: AbortSignal;
  /** Told when the connection breaks and when it stands again. The run goes on meanwhile. */
  onConnection?: (connected: boolean) => void;
};

/** Asks our server for something that begins or ends runs; anything but success is a failure. */
async function send(
  path: string,
  { body, headers, signal }: { body?: unknown; headers?: Record<string, string>; signal?: AbortSignal },
): Promise<Result<Response, AppError>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { ...headers, ...(body !== undefined && { "content-type": "application/json" }) },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      ...(signal && { signal }),
    });
    return response.ok ? ok(response) : err(await readErrorReply(response));
  } catch {
    return err(appError("server-unreachable"));
  }
}

/** Starts a run, or finds the one that this key started before; its events follow in the response. */
export async function startRun(
  request: RunRequest,
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<Result<{ runId: string; response: Response }, AppError>> {
  const headers = { accept: "text/event-stream", "idempotency-key": idempotencyKey };
  const answer = await send("/api/runs", { body: request, headers, signal });
  if (!answer.ok) return answer;
  const runId = answer.value.headers.get("x-run-id");
  return runId ? ok({ runId, response: answer.value }) : err(await readErrorReply(answer.value));
}

/** Starts a run, or finds the one that this key started before, for one who takes its events from a RunFeed. */
export async function startRunOnly(
  request: RunRequest,
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<Result<{ runId: string }, AppError>> {
  const headers = { accept: "application/json", "idempotency-key": idempotencyKey };
  const answer = await send("/api/runs", { body: request, headers, signal });
  if (!answer.ok) return answer;
  const started = startedSchema.safeParse(await answer.value.json().catch(() => undefined));
  return started.success ? ok({ runId: started.data.id }) : err(appError("server-unreachable"));
}

/** Ends a run; what had arrived is kept. */
export async function stopRun(runId: string): Promise<Result<undefined, AppError>> {
  const answer = await send(`/api/runs/${runId}/stop`, {});
  return answer.ok ? ok(undefined) : answer;
}

/** Ends runs, all at once; what had arrived is kept. Runs that are over or unknown are no failure. */
export async function stopRuns(runIds: readonly string[]): Promise<Result<undefined, AppError>> {
  const groups = Array.from({ length: Math.ceil(runIds.length / maxRunsPerStop) }, (_, index) =>
    runIds.slice(index * maxRunsPerStop, (index + 1) * maxRunsPerStop),
  );
  const answers = await Promise.all(groups.map((ids) => send("/api/runs/stop", { body: { ids } })));
  return answers.find((answer) => !answer.ok) ?? ok(undefined);
}

/** The frames of an event stream. Throws what breaks it, and an AppFailure when the server refuses. */
export async function* readFrames(response: Response): AsyncGenerator<EventSourceMessage> {
  if (!response.ok) {
    const error = await readErrorReply(response);
    throw response.status < 500 ? new AppFailure(error) : new Error(error.code);
  }
  if (!response.body) return;
  const frames = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  const reader = frames.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/** The event that a frame carries, if it carries one. */
export function eventOf({ id, data }: EventSourceMessage): NumberedEvent | undefined {
  const event = timedRunEventSchema.safeParse(JSON.parse(data));
  return event.success ? { sequence: Number(id), event: event.data } : undefined;
}

function pause(failures: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, pausesMs[Math.min(failures, pausesMs.length) - 1]);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/**
 * One connection's worth of a run: its events behind a known one, until the connection ends or breaks, which may
 * throw anything. A refusal is an AppFailure. `onOpen` is called when the connection stands.
 */
type Connect = (after: number, onOpen: () => void) => AsyncGenerator<NumberedEvent>;

/** The events of a run from one connection after the other, as `followRun` promises them. */
export async function* followAcross(
  connect: Connect,
  { after, signal, onConnection }: FollowOptions & { after: number },
): AsyncGenerator<NumberedEvent, AppError | undefined> {
  let sequence = after;
  let failures = 0;
  const onOpen = () => {
    if (failures > 0) onConnection?.(true);
  };
  while (!signal.aborted) {
    try {
      for await (const numbered of connect(sequence, onOpen)) {
        if (signal.aborted) return undefined;
        failures = 0;
        sequence = numbered.sequence;
        yield numbered;
        if (numbered.event.type === "run-end") return undefined;
      }
    } catch (thrown) {
      if (thrown instanceof AppFailure) return thrown.error;
      // The connection broke; the run did not.
    }
    if (signal.aborted) return undefined;
    failures += 1;
    if (failures > maxFailures) return appError("server-unreachable");
    if (failures === 1) onConnection?.(false);
    await pause(failures, signal);
  }
  return undefined;
}

/**
 * The events of a run behind a known one, in order and each once, across broken connections: after a break it
 * goes on behind the last event it has. Of a run that was cut off by its server's death the end may have a
 * lower number than events that were seen before. Ends with a failure when the server does not know the run, stays out of
 * reach, or its record has no end.
 */
export function followRun(
  runId: string,
  options: FollowOptions & {
    /** The number of the last event that is known already. */
    after: number;
    /** A response that begins with the first event. */
    first?: Response;
  },
): AsyncGenerator<NumberedEvent, AppError | undefined> {
  const { signal } = options;
  let first = options.first;
  async function* connect(after: number, onOpen: () => void): AsyncGenerator<NumberedEvent> {
    const response = first ?? (await fetch(`/api/runs/${runId}/events?after=${after}`, { signal }));
    first = undefined;
    if (response.ok) onOpen();
    for await (const frame of readFrames(response)) {
      const numbered = eventOf(frame);
      if (numbered) yield numbered;
    }
  }
  return followAcross(connect, options);
}
