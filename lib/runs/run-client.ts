import { EventSourceParserStream } from "eventsource-parser/stream";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { type TimedRunEvent, timedRunEventSchema } from "./event";
import type { RunRequest } from "./run-request";

const pausesMs = [250, 500, 1000, 2000, 4000];
/** Reconnecting is given up after this many failures in a row: about half a minute. */
const maxFailures = 10;

/** An event with its number. */
export type NumberedEvent = { sequence: number; event: TimedRunEvent };

export type FollowOptions = {
  signal: AbortSignal;
  /** Told when the connection breaks and when it stands again. The run goes on meanwhile. */
  onConnection?: (connected: boolean) => void;
};

/** Starts a run, or finds the one that this key started before; its events follow in the response. */
export async function startRun(
  request: RunRequest,
  idempotencyKey: string,
  signal: AbortSignal,
): Promise<Result<{ runId: string; response: Response }, AppError>> {
  const headers = {
    "content-type": "application/json",
    accept: "text/event-stream",
    "idempotency-key": idempotencyKey,
  };
  try {
    const response = await fetch("/api/runs", {
      method: "POST",
      headers,
      body: JSON.stringify(request),
      signal,
    });
    const runId = response.headers.get("x-run-id");
    return response.ok && runId ? ok({ runId, response }) : err(await readErrorReply(response));
  } catch {
    return err(appError("server-unreachable"));
  }
}

/** Ends a run; what had arrived is kept. */
export async function stopRun(runId: string): Promise<Result<undefined, AppError>> {
  try {
    const response = await fetch(`/api/runs/${runId}/stop`, { method: "POST" });
    return response.ok ? ok(undefined) : err(await readErrorReply(response));
  } catch {
    return err(appError("server-unreachable"));
  }
}

async function* readEvents(response: Response): AsyncGenerator<NumberedEvent> {
  if (!response.body) return;
  const events = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream());
  const reader = events.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const event = timedRunEventSchema.safeParse(JSON.parse(value.data));
      if (event.success) yield { sequence: Number(value.id), event: event.data };
    }
  } finally {
    await reader.cancel().catch(() => {});
  }
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
 * The events of a run behind a known one, in order and each once, across broken connections: after a break it
 * goes on behind the last event it has. Of a run that was cut off by its server's death the end may have a
 * lower number than events that were seen before. Ends with a failure when the server does not know the run, stays out of
 * reach, or its record has no end.
 */
export async function* followRun(
  runId: string,
  options: FollowOptions & {
    /** The number of the last event that is known already. */
    after: number;
    /** A response that begins with the first event. */
    first?: Response;
  },
): AsyncGenerator<NumberedEvent, AppError | undefined> {
  const { signal, onConnection } = options;
  let response = options.first;
  let sequence = options.after;
  let failures = 0;
  while (!signal.aborted) {
    try {
      response ??= await fetch(`/api/runs/${runId}/events?after=${sequence}`, { signal });
      if (!response.ok && response.status < 500) return await readErrorReply(response);
      if (response.ok) {
        if (failures > 0) onConnection?.(true);
        for await (const numbered of readEvents(response)) {
          failures = 0;
          sequence = numbered.sequence;
          yield numbered;
          if (numbered.event.type === "run-end") return undefined;
        }
      }
    } catch {
      // The connection broke; the run did not.
    }
    response = undefined;
    failures += 1;
    if (failures > maxFailures) return appError("server-unreachable");
    if (failures === 1) onConnection?.(false);
    await pause(failures, signal);
  }
  return undefined;
}
