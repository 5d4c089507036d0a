import { createServer, type ServerResponse } from "node:http";
import fc from "fast-check";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { followRun as follow, type NumberedEvent, startRunOnly, stopRuns as stopAll } from "./run-client";
import { RunFeed } from "./run-feed";
import type { RunRequest } from "./run-request";
import type { RunEngine } from "./server/engine";
import { RunStore } from "./server/run-store";
import { testEngine } from "./server/test-engine";
import { listen, runRoutes } from "./server/test-routes";

vi.stubEnv("LOG_LEVEL", "silent");

const realFetch = fetch;
const realTimeout = setTimeout;
const clocks = {
  connectTimeoutMs: 1000,
  firstByteTimeoutMs: 2000,
  idleTimeoutMs: 1000,
  totalTimeoutMs: 20_000,
};

let database: Database;
let simulator: Simulator;
let engine: RunEngine;
let url: string;
const server = createServer();

/** The streams of many runs that were asked for, and those open now. */
let streams: { url: string; response: ServerResponse }[] = [];
let openStreams = new Set<ServerResponse>();
/** After how many bytes the next streams break. */
let cuts: number[] = [];

/** Breaks the connection once so many bytes of the reply were written. */
function cutAfter(response: ServerResponse, bytes: number): void {
  const write = response.write.bind(response) as (chunk: Buffer) => boolean;
  let left = bytes;
  response.write = (chunk: string | Uint8Array) => {
    const buffer = Buffer.from(chunk);
    left -= buffer.length;
    const taken = write(left < 0 ? buffer.subarray(0, Math.max(0, buffer.length + left)) : buffer);
    if (left < 0) response.socket?.end();
    return taken;
  };
}

beforeAll(async () => {
  [database, simulator] = await Promise.all([openTestDatabase(), startSimulator({ speed: 0, strict: true })]);
  const routes = createNodeDoor(runRoutes(() => engine));
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/api/runs/events")) {
      const cut = cuts.shift();
      if (cut !== undefined) cutAfter(response, cut);
      streams.push({ url: request.url, response });
      openStreams.add(response);
      response.once("close", () => openStreams.delete(response));
    }
    routes(request, response);
  });
  url = await listen(server);
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await simulator.close();
  await database.close();
});
beforeEach(() => {
  // Pages name paths; the simulator's own address is left alone.
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) =>
    path.startsWith("/")
      ? realFetch(url + path, { ...init, headers: { ...init.headers, origin: url } })
      : realFetch(path, init),
  );
  streams = [];
  openStreams = new Set();
  cuts = [];
  const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
  engine = testEngine(async () => database, upstream);
});
afterEach(async () => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  await engine.drain(0);
  await control(simulator, "POST", "reset");
});

const slowly = (tokensPerSecond = 400) =>
  control(simulator, "POST", "pace", { speed: 1, tokensPerSecond, firstTokenMs: 0, jitter: 0 });

const { signal } = new AbortController();

function question(content: string): RunRequest {
  const messages = [{ role: "user" as const, content }];
  const input = { model: "Qwen/Qwen3-8B", messages, stream: true, enable_thinking: false };
  return { operation: "chat.completions", input };
}

let keys = 0;
async function start(content: string): Promise<string> {
  const started = await startRunOnly(question(content), `feed-${process.hrtime.bigint()}-${++keys}`, signal);
  if (!started.ok) throw new Error(started.error.code);
  return started.value.runId;
}

const startMany = (count: number, words: number) =>
  Promise.all(Array.from({ length: count }, (_, index) => start(`repeat ${words + index} words`)));

type Following = ReturnType<RunFeed["follow"]>;

/** Everything that a follower gets, and how it ended. */
async function all(events: Following, onEvent: (numbered: NumberedEvent) => void = () => {}) {
  const seen: NumberedEvent[] = [];
  for (;;) {
    const next = await events.next();
    if (next.done) return { seen, failure: next.value };
    seen.push(next.value);
    onEvent(next.value);
  }
}

/** What follows an event, read on a connection of its own. */
const alone = async (runId: string, after = 0) => (await all(follow(runId, { after, signal }))).seen;

describe("a feed", () => {
  test("brings eight runs on one connection, each complete and in order", async () => {
    await slowly();
    const runIds = await startMany(8, 60);
    const feed = new RunFeed();
    const followed = await Promise.all(runIds.map((runId) => all(feed.follow(runId, { after: 0, signal }))));
    expect(streams).toHaveLength(1);
    for (const [index, runId] of runIds.entries()) {
      const { seen, failure } = followed[index] ?? {};
      expect(failure).toBeUndefined();
      expect(seen?.map(({ sequence }) => sequence)).toEqual(seen?.map((_, position) => position + 1));
      expect(seen).toEqual(await alone(runId));
      expect(seen?.at(-1)?.event).toMatchObject({ type: "run-end", state: "completed" });
    }
  });

  test("takes further runs in and lets others go without losing or repeating anything", async () => {
    await slowly();
    const runIds = await startMany(6, 100);
    const feed = new RunFeed();
    const leaving = new AbortController();
    const left = all(feed.follow(runIds[0] ?? "", { after: 0, signal: leaving.signal }));
    const joined: ReturnType<typeof all>[] = [];
    const join = (index: number) =>
      joined.push(
        all(feed.follow(runIds[index] ?? "", { after: index, signal }), ({ sequence }) => {
          // One after the other, each in the middle of the one before.
          if (sequence === index + 4 && index + 1 < runIds.length) join(index + 1);
          if (sequence === 12) leaving.abort();
        }),
      );
    join(1);
    expect((await left).failure).toBeUndefined();
    for (let index = 0; index < joined.length; index++)
      expect((await joined[index])?.seen).toEqual(await alone(runIds[index + 1] ?? "", index + 1));
    expect(joined).toHaveLength(5);
    await vi.waitFor(() => expect(openStreams.size).toBe(0));
  });

  test("tells of a run that nobody knows and goes on with the others", async () => {
    const runId = await start("repeat 30 words");
    const feed = new RunFeed();
    const [known, unknown] = await Promise.all(
      [runId, "run_nobody"].map((id) => all(feed.follow(id, { after: 0, signal }))),
    );
    expect(unknown).toEqual({ seen: [], failure: { code: "not-found" } });
    expect(known?.seen).toEqual(await alone(runId));
    expect(streams).toHaveLength(1);
  });

  test("brings the failure of one and the answers of the others", async () => {
    await control(simulator, "POST", "scenario", {
      name: "cut-after-frames",
      params: { frames: 3 },
      match: { promptContains: "41" },
    });
    const runIds = await startMany(4, 40);
    const feed = new RunFeed();
    const followed = await Promise.all(runIds.map((runId) => all(feed.follow(runId, { after: 0, signal }))));
    const ends = followed.map(({ seen }) => seen.at(-1)?.event);
    expect(ends.map((end) => end?.type === "run-end" && end.state)).toEqual([
      "completed",
      "failed",
      "completed",
      "completed",
    ]);
  });

  test("goes on after a connection that broke in the middle of answers, and says so", async () => {
    await slowly(800);
    // However many words come at once on a busy machine: no answer ends within what comes before a cut.
    const runIds = await startMany(3, 800);
    const feed = new RunFeed();
    cuts = [2000, 2000];
    const followed = await Promise.all(
      runIds.map(async (runId) => {
        const told: boolean[] = [];
        const onConnection = (connected: boolean) => told.push(connected);
        return { told, ...(await all(feed.follow(runId, { after: 0, signal, onConnection }))) };
      }),
    );
    for (const [index, runId] of runIds.entries()) {
      const { told, seen } = followed[index] ?? {};
      expect(seen).toEqual(await alone(runId));
      expect(told?.join()).toMatch(/^(false(,true)+,?)+$/);
    }
    // All were on the first connection that broke; on the second, those that were back by then.
    const breaks = followed.flatMap(({ told }) => told.filter((connected) => !connected));
    expect(breaks.length).toBeGreaterThan(3);
    expect(cuts).toEqual([]);
  });

  test("repeats and loses nothing wherever connections are cut, from whatever place", async () => {
    const runIds = await startMany(3, 25);
    const whole = await Promise.all(runIds.map((runId) => alone(runId)));
    await engine.drain(2000);
    // Only the pauses between connections are timed here: the runs are over.
    vi.stubGlobal("setTimeout", (run: () => void, ms: number, ...more: []) =>
      realTimeout(run, ms >= 250 && ms <= 4000 ? 2 : ms, ...more),
    );
    const places = fc.array(fc.nat(30), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(9000), { maxLength: 5 }), places, async (bytes, afters) => {
        cuts = [...bytes];
        const feed = new RunFeed();
        const followed = await Promise.all(
          runIds.map((runId, index) => all(feed.follow(runId, { after: afters[index] ?? 0, signal }))),
        );
        for (const [index, events] of whole.entries())
          expect(followed[index]).toEqual({
            seen: events.slice(Math.min(afters[index] ?? 0, events.length - 1)),
            failure: undefined,
          });
        cuts = [];
      }),
      { numRuns: 60 },
    );
  });

  test("gives two followers of one run the same", async () => {
    await slowly();
    const runId = await start("repeat 60 words");
    const feed = new RunFeed();
    const [first, second] = await Promise.all(
      [0, 5].map((after) => all(feed.follow(runId, { after, signal }))),
    );
    expect(first?.seen.slice(5)).toEqual(second?.seen);
    expect(first?.seen).toEqual(await alone(runId));
  });

  test("follows more runs than one connection carries, the rest as soon as there is room", async () => {
    const runIds = await startMany(70, 3);
    const feed = new RunFeed();
    const followed = await Promise.all(runIds.map((runId) => all(feed.follow(runId, { after: 0, signal }))));
    for (const { seen } of followed) expect(seen.at(-1)?.event).toMatchObject({ state: "completed" });
    for (const { url: asked } of streams)
      expect(new URLSearchParams(asked.split("?")[1]).getAll("run").length).toBeLessThanOrEqual(64);
  });

  test("holds no connection open once nobody follows", async () => {
    await slowly();
    const runId = await start("repeat 4000 words");
    const leaving = new AbortController();
    const feed = new RunFeed();
    const events = feed.follow(runId, { after: 0, signal: leaving.signal });
    expect((await events.next()).value).toMatchObject({ sequence: 1 });
    expect(openStreams.size).toBe(1);
    leaving.abort();
    expect(await all(events)).toMatchObject({ failure: undefined });
    await vi.waitFor(() => expect(openStreams.size).toBe(0));
    expect(streams).toHaveLength(1);
  });

  test("gives up on a server out of reach after as many failures as a single follower", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    const asked: string[] = [];
    vi.stubGlobal("fetch", (path: string) => {
      asked.push(path);
      return Promise.reject(new TypeError("Failed to fetch"));
    });
    const onConnection = vi.fn();
    const options = { after: 7, signal, onConnection };
    const single = all(follow("run_a", options));
    await vi.advanceTimersByTimeAsync(60_000);
    const tries = asked.length;
    const feed = new RunFeed();
    const many = ["run_a", "run_b"].map((runId) => all(feed.follow(runId, options)));
    await vi.advanceTimersByTimeAsync(1000);
    // One who comes later has its own failures to make, and does not give the others new ones.
    const late = all(feed.follow("run_c", options));
    await vi.advanceTimersByTimeAsync(60_000);
    for (const outcome of await Promise.all([single, ...many, late]))
      expect(outcome).toEqual({ seen: [], failure: { code: "server-unreachable" } });
    const asksFor = (runId: string) =>
      asked.slice(tries).filter((path) => path.includes(`${runId}:7`)).length;
    expect([asksFor("run_a"), asksFor("run_b"), asksFor("run_c")]).toEqual([tries, tries, tries]);
    expect(onConnection.mock.calls).toEqual([[false], [false], [false], [false]]);
  });
});

describe("stopping many runs", () => {
  test("reaches SiliconFlow's eight connections within 250 ms, and unknown ones do not matter", async () => {
    // Slow enough that this one process, which plays all three parts, measures the stop and not itself.
    await slowly(20);
    const runIds = await startMany(8, 5000);
    const feed = new RunFeed();
    const speaking = runIds.map(async (runId) => {
      const events = feed.follow(runId, { after: 0, signal });
      for (;;) {
        const next = await events.next();
        if (next.done || next.value.event.type === "text-delta") return events;
      }
    });
    const followed = await Promise.all(speaking);
    await stopAll(["run_nobody"]);
    const pressedAt = Date.now();
    expect(await stopAll([...runIds, "run_nobody"])).toEqual({ ok: true, value: undefined });
    const ends = await Promise.all(followed.map(async (events) => (await all(events)).seen.at(-1)?.event));
    expect(ends).toEqual(runIds.map(() => expect.objectContaining({ type: "run-end", state: "stopped" })));
    await simulator.whenRequest(
      () =>
        simulator.requests().filter((entry) => entry.path.endsWith("completions") && entry.closedByClient)
          .length === 8,
    );
    for (const { closedByClient } of simulator.requests().filter(({ path }) => path.endsWith("completions")))
      expect((closedByClient ?? 0) - pressedAt).toBeLessThan(250);
  });

  test.each([
    ["none", []],
    ["65", Array.from({ length: 65 }, (_, index) => `run_${index}`)],
    ["no list", "run_a"],
  ])("is refused for %s", async (_, ids) => {
    const body = JSON.stringify({ ids });
    const headers = { "content-type": "application/json" };
    expect((await fetch("/api/runs/stop", { method: "POST", headers, body })).status).toBe(400);
  });

  test("takes any number of them", async () => {
    const ids = Array.from({ length: 150 }, (_, index) => `run_${index}`);
    expect(await stopAll(ids)).toEqual({ ok: true, value: undefined });
    expect(await stopAll([])).toEqual({ ok: true, value: undefined });
  });
});

describe("the stream of many runs", () => {
  test.each([
    ["none", ""],
    ["no position", "?run=run_a"],
    ["a negative one", "?run=run_a:-1"],
    ["one beyond counting", "?run=run_a:9007199254740993"],
    ["a line break", "?run=run_a%0Adata:1"],
    ["one twice", "?run=run_a:0&run=run_a:1"],
    ["65", `?${Array.from({ length: 65 }, (_, index) => `run=run_${index}:0`).join("&")}`],
  ])("is refused for %s", async (_, query) => {
    const answer = await fetch(`/api/runs/events${query}`);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: { code: "bad-request", field: "run" } });
  });

  test("names each frame's run, and ends when all have ended", async () => {
    const runIds = await startMany(2, 5);
    await engine.drain(2000);
    const [a = "", b = ""] = runIds;
    const answer = await fetch(`/api/runs/events?run=${a}:0&run=run_nobody:3&run=${b}:99999`);
    expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const frames = (await answer.text()).split("\n\n").filter(Boolean);
    expect(frames[0]).toBe('event: run_nobody\ndata: {"error":{"code":"not-found"}}');
    expect(frames[1]).toMatch(new RegExp(`^event: ${a}\nid: 1\ndata: {"type":"run-start"`));
    expect(frames.at(-1)).toMatch(new RegExp(`^event: ${b}\nid: \\d+\ndata: {"type":"run-end"`));
    expect(frames.filter((frame) => frame.startsWith(`event: ${b}`))).toHaveLength(1);
  });

  test("asks to come again for a run that a killed process left, until its end is written", async () => {
    const store = new RunStore(async () => database);
    const operation = "chat.completions";
    const run = { id: "run_left", idempotencyKey: "left-by-the-killed", fingerprint: "f", operation };
    await store.create({ ...run, model: "m", input: {}, startedAt: new Date() });
    const began = { type: "run-start", runId: run.id, operation, model: "m", startedAt: 0, at: 0 };
    await store.append([{ runId: run.id, firstSequence: 1, lines: [JSON.stringify(began)] }]);
    const feed = new RunFeed();
    const onConnection = (connected: boolean) => {
      if (!connected) void engine.recover();
    };
    const { seen, failure } = await all(feed.follow(run.id, { after: 0, signal, onConnection }));
    expect(failure).toBeUndefined();
    expect(seen.map(({ event }) => event.type)).toEqual(["run-start", "run-end"]);
    expect(seen[1]?.event).toMatchObject({ state: "interrupted" });
  });
});
