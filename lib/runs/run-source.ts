import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import type { FollowOptions, NumberedEvent } from "@/lib/runs/run-client";
import type { RunFeed } from "@/lib/runs/run-feed";
import type { RunRequest } from "@/lib/runs/run-request";

/** What speaks with the server, fetched after the page: nobody needs it before the first message. */
export const loadRunClient = () => import("@/lib/runs/run-client");
const loadRunFeed = () => import("@/lib/runs/run-feed");

/** A run on the server, with the response that its events have begun to come in where there is one. */
export type StartedRun = { runId: string; first?: Response };

type RunEvents = AsyncGenerator<NumberedEvent, AppError | undefined>;

/** How answers are started, followed and ended. */
export type RunSource = {
  /** Starts a run, or finds the one that this key started before. */
  start: (request: RunRequest, key: string, signal: AbortSignal) => Promise<Result<StartedRun, AppError>>;
  /** Its events behind a known one, across broken connections. */
  follow: (run: StartedRun, options: FollowOptions & { after: number }) => Promise<RunEvents>;
  stop: (runId: string) => Promise<unknown>;
};

/** A connection for each answer: its events come with the reply to its start, so the first word is there soonest. */
export const ownConnection: RunSource = {
  async start(request, key, signal) {
    const started = await (await loadRunClient()).startRun(request, key, signal);
    return started.ok ? ok({ runId: started.value.runId, first: started.value.response }) : started;
  },
  async follow({ runId, first }, options) {
    const { followRun } = await loadRunClient();
    return followRun(runId, { ...options, ...(first && { first }) });
  },
  stop: async (runId) => (await loadRunClient()).stopRun(runId),
};

/** The feed of this page. */
let feed: RunFeed | undefined;
/** What is to be ended together. */
let ending: { ids: string[]; done: Promise<unknown> } | undefined;

/** Fetches what the shared connection is made of. */
export const loadSharedConnection = () => Promise.all([loadRunClient(), loadRunFeed()]);

/** One connection for all answers of the page: a browser opens at most six, and a comparison has up to eight. */
export const sharedConnection: RunSource = {
  start: async (request, key, signal) => (await loadRunClient()).startRunOnly(request, key, signal),
  async follow({ runId }, options) {
    const { RunFeed: Feed } = await loadRunFeed();
    feed ??= new Feed();
    return feed.follow(runId, options);
  },
  stop(runId) {
    ending ??= { ids: [], done: endTogether() };
    ending.ids.push(runId);
    return ending.done;
  },
};

/** Everything that is to be ended in one go is ended by one request. */
async function endTogether(): Promise<unknown> {
  const { stopRuns } = await loadRunClient();
  const ids = ending?.ids ?? [];
  ending = undefined;
  return stopRuns(ids);
}
