import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ByteSink } from "@/lib/http/server/reply";
import { eventStream, followedFrom } from "./event-stream";
import { finishedLines, RunLog } from "./run-log";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A reader that takes one piece at a time, when it is told to. */
function slowReader() {
  const pieces: string[] = [];
  const reader = new AbortController();
  let wake = () => {};
  const sink: ByteSink = {
    signal: reader.signal,
    write: (chunk) => {
      pieces.push(String(chunk));
      return false;
    },
    drained: () =>
      new Promise((resolve) => {
        wake = resolve;
      }),
  };
  const readOn = async () => {
    wake();
    await vi.advanceTimersByTimeAsync(0);
  };
  return { pieces, sink, readOn, leave: () => reader.abort() };
}

function write(runs: Parameters<typeof eventStream>[0], sink: ByteSink) {
  const reply = eventStream(runs);
  if (reply.kind !== "stream") throw new Error("not a stream");
  const done = vi.fn();
  void reply.write(sink).then(done);
  return done;
}

const retrying = (log: RunLog, count: number) => {
  for (let number = 0; number < count; number++)
    log.append({ type: "progress", step: "retrying", attempt: number, error: { code: "overloaded" } });
};

describe("a reader of many runs that is slow", () => {
  test("gets one run after the other in turn, and nothing is written before it has caught up", async () => {
    const logs = ["a", "b", "c"].map((name) => ({ name, log: new RunLog() }));
    for (const { log } of logs) retrying(log, 2);
    const { pieces, sink, readOn } = slowReader();
    const done = write(
      logs.map(({ log, name }) => followedFrom(log, 0, name)),
      sink,
    );
    const named = () => pieces.map((piece) => /^event: (\w)/.exec(piece)?.[1]).join("");
    expect(named()).toBe("a");
    // The first grows all the time, and still waits for its turn.
    for (let round = 0; round < 5; round++) {
      for (const { log } of logs) retrying(log, 3);
      await vi.advanceTimersByTimeAsync(60_000);
      expect(pieces).toHaveLength(round + 1);
      await readOn();
    }
    expect(named()).toBe("abcabc");
    for (const { log } of logs) log.append({ type: "run-end", state: "completed" });
    expect(done).not.toHaveBeenCalled();
    for (let round = 0; round < 4; round++) await readOn();
    expect(done).toHaveBeenCalledOnce();
    for (const { name, log } of logs) {
      const text = pieces.filter((piece) => piece.startsWith(`event: ${name}`)).join("");
      expect([...text.matchAll(/^id: (\d+)$/gm)].map(([, id]) => Number(id))).toEqual(
        Array.from({ length: log.length }, (_, index) => index + 1),
      );
    }
  });

  test("that goes away leaves nothing behind", async () => {
    const log = new RunLog();
    const { pieces, sink, leave } = slowReader();
    const done = write([followedFrom(log, 0, "a")], sink);
    leave();
    await vi.advanceTimersByTimeAsync(60_000);
    retrying(log, 1);
    expect(done).toHaveBeenCalledOnce();
    expect(pieces).toEqual([]);
    expect(vi.getTimerCount()).toBe(0);
  });
});

test("a silent connection is kept alive, and ends once all are over", async () => {
  const log = new RunLog();
  const pieces: string[] = [];
  const sink: ByteSink = {
    signal: new AbortController().signal,
    write: (chunk) => pieces.push(String(chunk)) > 0,
    drained: () => Promise.resolve(),
  };
  const done = write([followedFrom(finishedLines(["{}"]), 0, "over"), followedFrom(log, 0, "going")], sink);
  await vi.advanceTimersByTimeAsync(31_000);
  expect(pieces).toEqual(["event: over\nid: 1\ndata: {}\n\n", ": ping\n\n", ": ping\n\n"]);
  expect(done).not.toHaveBeenCalled();
  log.append({ type: "run-end", state: "completed" });
  await vi.advanceTimersByTimeAsync(0);
  expect(done).toHaveBeenCalledOnce();
});
