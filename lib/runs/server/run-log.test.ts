import fc from "fast-check";
import { afterEach, describe, expect, test, vi } from "vitest";
import type { RunEvent, TimedRunEvent } from "../event";
import { finishedLines, type RunLines, RunLog } from "./run-log";

const eventsOf = (log: RunLines, after = 0): TimedRunEvent[] =>
  log.linesAfter(after).map((line) => JSON.parse(line));

const text = (part: string, delta: string): RunEvent => ({ type: "text-delta", part, delta });
const end: RunEvent = { type: "run-end", state: "completed" };

/** The deltas of each part joined, and what else happened, in order. */
function summary(events: readonly RunEvent[]) {
  const texts: Record<string, string> = {};
  const others: string[] = [];
  for (const event of events) {
    if ("delta" in event) texts[event.part] = (texts[event.part] ?? "") + event.delta;
    else others.push("part" in event ? `${event.type} ${event.part}` : event.type);
  }
  return { texts, others };
}

/** For each event that is no delta, how much of each part's text had been said before it. */
function marks(events: readonly RunEvent[]) {
  const said: Record<string, number> = {};
  return events.flatMap((event) => {
    if (!("delta" in event)) return [{ type: event.type, said: { ...said } }];
    said[event.part] = (said[event.part] ?? 0) + event.delta.length;
    return [];
  });
}

const part = fc.constantFrom("a", "b", "c");
const step: fc.Arbitrary<RunEvent | { waitMs: number }> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({ part, delta: fc.string({ unit: "grapheme" }) })
      .map((one) => text(one.part, one.delta)),
  },
  { weight: 2, arbitrary: part.map((name): RunEvent => ({ type: "text-start", part: name, choice: 0 })) },
  { weight: 2, arbitrary: part.map((name): RunEvent => ({ type: "text-end", part: name })) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 40 }).map((waitMs) => ({ waitMs })) },
);

afterEach(() => {
  vi.useRealTimers();
});

describe("the log of a running run", () => {
  test("says everything, in order, whatever comes how fast", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const log = new RunLog();
        const input: RunEvent[] = [];
        for (const one of steps) {
          if ("waitMs" in one) vi.advanceTimersByTime(one.waitMs);
          else {
            input.push(one);
            log.append(one);
          }
        }
        input.push(end);
        log.append(end);
        const output = eventsOf(log);
        expect(summary(output)).toEqual(summary(input));
        expect(marks(output)).toEqual(marks(input));
        expect(log.length).toBe(output.length);
        expect(output.length).toBeLessThanOrEqual(input.length);
        for (const [index, event] of output.entries())
          expect(event.at).toBeGreaterThanOrEqual(output[index - 1]?.at ?? 0);
        for (let after = 0; after <= output.length; after++)
          expect(eventsOf(log, after)).toEqual(output.slice(after));
      }),
      { numRuns: 200 },
    );
  });

  test("gives the first word at once and joins what follows within 25 ms", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const log = new RunLog();
    for (const delta of ["one ", "two ", "three ", "four "]) log.append(text("a", delta));
    expect(eventsOf(log)).toMatchObject([{ delta: "one " }]);
    vi.advanceTimersByTime(24);
    expect(log.length).toBe(1);
    vi.advanceTimersByTime(1);
    expect(eventsOf(log)).toMatchObject([{ delta: "one " }, { delta: "two three four " }]);
  });

  test("holds at most some forty deltas a second", () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
    const log = new RunLog();
    for (let count = 0; count < 2000; count++) {
      log.append(text("a", "x"));
      vi.advanceTimersByTime(1);
    }
    expect(log.length).toBeLessThanOrEqual(82);
    expect(summary(eventsOf(log)).texts["a"]?.length ?? 0).toBeGreaterThan(1970);
  });

  test("tells everybody who follows, until they stop", () => {
    const log = new RunLog();
    const heard = { early: 0, left: 0 };
    log.onGrowth(() => heard.early++);
    const stop = log.onGrowth(() => heard.left++);
    log.append(text("a", "1"));
    stop();
    log.append(end);
    expect(heard).toEqual({ early: 2, left: 1 });
  });

  test("shows who comes late the same lines, byte for byte", () => {
    const log = new RunLog();
    log.append({ type: "text-start", part: "a", choice: 0 });
    log.append(text("a", "你好 🌍\n"));
    const early = [...log.linesAfter(0)];
    log.append(text("a", "!"));
    log.append(end);
    expect(log.linesAfter(0).slice(0, early.length)).toEqual(early);
    expect(log.linesAfter(99)).toEqual([]);
  });

  test("is over with the end: nothing comes after it", () => {
    const log = new RunLog();
    expect(log.finished).toBe(false);
    log.append(text("a", "1"));
    log.append(text("a", "2"));
    log.append(end);
    expect(log.finished).toBe(true);
    const lines = [...log.linesAfter(0)];
    log.append(text("a", "late"));
    log.append(end);
    expect(log.linesAfter(0)).toEqual(lines);
    expect(eventsOf(log).at(-1)).toMatchObject(end);
  });

  test("is the same when it was stored", () => {
    const stored = finishedLines(["1", "2", "3"]);
    expect(stored.finished).toBe(true);
    expect(stored.linesAfter(1)).toEqual(["2", "3"]);
  });
});
