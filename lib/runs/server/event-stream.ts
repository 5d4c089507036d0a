import "server-only";
import { type ByteSink, eventStreamHeaders, type Reply } from "@/lib/http/server/reply";
import type { RunLines } from "./run-log";

/** Silence longer than this makes proxies and phones give a connection up. */
const pingEveryMs = 15_000;

/** A run that somebody follows, and how far: the number of the last event that was written. */
export type FollowedRun = {
  lines: RunLines;
  written: number;
  /** Names the run in each of its frames, where a stream carries several. */
  name?: string;
};

/** A run from behind a known event. One that is over always tells its end. */
export function followedFrom(lines: RunLines, after: number, name?: string): FollowedRun {
  // A follower may have seen more than the log kept when its process was killed.
  const written = lines.finished ? Math.max(0, Math.min(after, lines.length - 1)) : after;
  return { lines, written, ...(name !== undefined && { name }) };
}

/** One frame of an event stream. */
export function frameOf(data: string, { id, name }: { id?: number; name?: string | undefined }): string {
  const event = name === undefined ? "" : `event: ${name}\n`;
  return `${event}${id === undefined ? "" : `id: ${id}\n`}data: ${data}\n\n`;
}

/** The events that were not written yet, as frames; from now on they count as written. */
function takeFresh(run: FollowedRun): string {
  const { lines, written, name } = run;
  if (lines.length <= written) return "";
  const fresh = lines.linesAfter(written);
  run.written += fresh.length;
  return fresh.map((line, index) => frameOf(line, { id: written + index + 1, name })).join("");
}

/**
 * Writes the numbered events of the runs until all have ended or the reader has gone. A reader that is slow is
 * waited for: nothing is queued for it, it goes on from its own place in the logs, the runs in turn.
 */
function writeEvents(runs: readonly FollowedRun[], sink: ByteSink): Promise<void> {
  return new Promise((resolve) => {
    let turns = runs;
    let draining = false;
    const advance = () => {
      if (draining || sink.signal.aborted) return;
      for (const [index, run] of turns.entries()) {
        const text = takeFresh(run);
        if (text === "" || sink.write(text)) continue;
        turns = [...turns.slice(index + 1), ...turns.slice(0, index + 1)];
        draining = true;
        void sink.drained().then(() => {
          draining = false;
          advance();
        });
        return;
      }
      if (runs.every(({ lines }) => lines.finished)) leave();
    };
    const ping = setInterval(() => draining || sink.write(": ping\n\n"), pingEveryMs);
    const unsubscribe = runs.map(({ lines }) => lines.onGrowth(advance));
    const leave = () => {
      clearInterval(ping);
      for (const end of unsubscribe) end();
      sink.signal.removeEventListener("abort", leave);
      resolve();
    };
    sink.signal.addEventListener("abort", leave);
    if (sink.signal.aborted) leave();
    else advance();
  });
}

/**
 * The reply that tells the runs' events as they come. `preface` is written before them.
 * @param headers added to those of every event stream.
 */
export function eventStream(
  runs: readonly FollowedRun[],
  { preface = "", headers = {} }: { preface?: string; headers?: Record<string, string> } = {},
): Reply {
  return {
    kind: "stream",
    headers: { ...eventStreamHeaders, ...headers },
    write: (sink) => {
      if (preface !== "") sink.write(preface);
      return writeEvents(runs, sink);
    },
  };
}
