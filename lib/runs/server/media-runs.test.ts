import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ledger, runSegments, runs } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { BlobStore, resultRules } from "@/lib/media/server/blob-store";
import { MediaSaver } from "@/lib/media/server/media-saver";
import { createMediaSource } from "@/lib/media/server/media-source";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import type { TimedRunEvent } from "../event";
import type { RunRequest } from "../run-request";
import type { EngineParts, RunEngine } from "./engine";
import { JobStore } from "./job-store";
import { RunStore } from "./run-store";
import { testEngine } from "./test-engine";

const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 300,
  idleTimeoutMs: 10_000,
  totalTimeoutMs: 20_000,
};

let directory: string;
let database: Database;
let simulator: Simulator;
let engines: RunEngine[];
let engine: RunEngine;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "results-"));
  simulator = await startSimulator({
    speed: 0,
    strict: true,
    imageMs: 0,
    videoQueueMs: 0,
    videoWorkMs: 0,
    clipSeconds: 1,
  });
  engines = [];
  engine = newEngine();
});
afterEach(async () => {
  await Promise.all(engines.map((each) => each.drain(0)));
  await simulator.close();
  await rm(directory, { recursive: true });
  await database.orm.delete(runs);
});

const open = async () => database;

function newEngine(parts: Partial<EngineParts> = {}, maxTotalBytes = 1e9): RunEngine {
  const baseUrl = `${simulator.url}/v1`;
  const source = createMediaSource({ ...clocks, baseUrl, allowedHosts: [], maxBytes: 1e8 });
  const store = new BlobStore(directory, resultRules({ maxTotalBytes, keptForDays: 1 }));
  const made = testEngine(open, createUpstream({ ...clocks, baseUrl, apiKey: "sk-test" }), {
    media: new MediaSaver(store, source, 1),
    priceOf: (_model, { images = 0, videos = 0 }) => ({ kind: "known", cny: images * 0.3 + videos * 2 }),
    ...parts,
  });
  engines.push(made);
  return made;
}

const picture = (more: Record<string, unknown> = {}): RunRequest => ({
  operation: "images.generations",
  input: { model: "Kwai-Kolors/Kolors", prompt: "a lake", image_size: "512x512", seed: 7, ...more },
});
const clip = (prompt = "a lake"): RunRequest => ({
  operation: "video.submit",
  input: { model: "Wan-AI/Wan2.2-T2V-A14B", prompt, image_size: "960x960", seed: 7 },
});

let keys = 0;
async function start(request: RunRequest, on = engine): Promise<string> {
  const started = await on.start(request, `media-key-${++keys}-${process.hrtime.bigint()}`);
  if (!started.ok) throw new Error(started.error.code);
  return started.value.runId;
}

async function eventsOf(runId: string, on = engine): Promise<TimedRunEvent[]> {
  return until(runId, () => false, on);
}

/** The events up to the first that is wanted, else to the end. */
async function until(
  runId: string,
  wanted: (event: TimedRunEvent) => boolean,
  on = engine,
): Promise<TimedRunEvent[]> {
  const lines = await on.follow(runId);
  if (!lines.ok) throw new Error(lines.error.code);
  const source = lines.value;
  const all = () => source.linesAfter(0).map((line): TimedRunEvent => JSON.parse(line));
  await new Promise<void>((resolve) => {
    const check = () => (source.finished || all().some(wanted)) && resolve();
    source.onGrowth(check);
    check();
  });
  return all();
}

const make = async (request: RunRequest, on = engine) => eventsOf(await start(request, on), on);
const typesOf = (events: TimedRunEvent[]) => events.map(({ type }) => type);
const endOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "run-end")?.state;
const errorOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "error")?.error;
const usageOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "usage");
const calls = (route: string) => simulator.requests().filter((entry) => entry.path.endsWith(route)).length;

const scenario = (name: string, params: Record<string, string | number> = {}, more: object = {}) =>
  control(simulator, "POST", "scenario", { name, params, ...more });

describe("a picture", () => {
  test("is saved before the run is complete, with what SiliconFlow says of it and its price", async () => {
    const events = await make(picture());
    expect(typesOf(events)).toEqual(["run-start", "result", "media-start", "media-end", "usage", "run-end"]);
    expect(events[1]).toMatchObject({ seed: 7, inferenceSeconds: expect.any(Number) });
    expect(events[3]).toMatchObject({
      index: 0,
      mediaType: "image/png",
      id: expect.stringMatching(/^media_/),
    });
    expect(usageOf(events)).toMatchObject({ usage: { images: 1, estimated: false }, price: { cny: 0.3 } });
    expect(endOf(events)).toBe("completed");
    expect(await readdir(directory)).toEqual([events[3]?.type === "media-end" && events[3].id]);
  });

  test("may come with three others, each counted", async () => {
    const events = await make(picture({ batch_size: 4 }));
    expect(events.filter(({ type }) => type === "media-end")).toHaveLength(4);
    expect(usageOf(events)?.usage.images).toBe(4);
    expect(await readdir(directory)).toHaveLength(4);
  });

  test("no stored record holds SiliconFlow's address of it", async () => {
    await make(picture());
    await scenario("media-dead");
    await make(picture({ seed: 8 }));
    await make(clip());
    const stored = [
      ...(await database.orm.select().from(runs)),
      ...(await database.orm.select().from(runSegments)),
      ...(await database.orm.select().from(ledger)),
    ];
    expect(stored.length).toBeGreaterThan(8);
    expect(JSON.stringify(stored)).not.toMatch(/https?:/);
  });

  test("of which one is lost fails, keeps the others, and was paid for", async () => {
    // The seventh failure is the fourth of one of the two.
    await scenario("media-dead", {}, { times: 7, match: { path: "/media/*" } });
    const events = await make(picture({ batch_size: 2 }));
    expect(endOf(events)).toBe("failed");
    expect(errorOf(events)?.code).toBe("media-expired");
    expect(usageOf(events)?.usage.images).toBe(2);
  });

  test.each(["image-empty-list", "image-no-url"])(
    "that is missing from the answer (%s) may have cost all the same",
    async (fault) => {
      await scenario(fault);
      expect(errorOf(await make(picture()))?.code).toBe("outcome-unknown");
      expect(calls("/images/generations")).toBe(1);
    },
  );
});

describe("work that is paid for by the piece", () => {
  test.each([
    ["the connection breaks", "reset", { when: "after" }],
    ["a gateway gives up", "error-504", {}],
    ["another gateway gives up", "error-502", {}],
    ["the answer breaks off", "cut-at-byte", { bytes: 20 }],
    ["a page comes instead", "html-200", {}],
  ])("is not sent again when %s, and nobody says that it was not done", async (_name, fault, params) => {
    await scenario(fault, params);
    const events = await make(picture());
    expect(errorOf(events)?.code).toBe("outcome-unknown");
    expect(calls("/images/generations")).toBe(1);
    const clipEvents = await make(clip());
    expect(errorOf(clipEvents)?.code).toBe("outcome-unknown");
    expect(calls("/video/submit")).toBe(1);
  });

  test("is not sent again after a failure of SiliconFlow's own", async () => {
    await scenario("error-50507");
    expect(errorOf(await make(picture()))?.code).toBe("upstream-failed");
    expect(calls("/images/generations")).toBe(1);
  });

  test("is sent again by itself when a limit by the minute or a crowd kept it from being begun", async () => {
    await scenario("error-50602", { limit: "IPM", "retry-after": 0.01 }, { times: 1 });
    await scenario("error-50505", { "retry-after": 0.01 }, { times: 1, after: 1 });
    const events = await make(picture());
    expect(endOf(events)).toBe("completed");
    expect(calls("/images/generations")).toBe(3);
    expect(events.filter((event) => event.type === "progress")).toMatchObject([
      { attempt: 2, error: { code: "rate-limited", limit: "IPM" }, retryInMs: 10 },
      { attempt: 3, error: { code: "overloaded" }, retryInMs: 10 },
    ]);
  });

  test("does not wait for a limit by the day", async () => {
    await scenario("error-50602", { limit: "IPD" });
    expect(errorOf(await make(picture()))).toMatchObject({ code: "rate-limited", limit: "IPD" });
    expect(calls("/images/generations")).toBe(1);
  });

  test("waits longer for its first byte than an answer in words may", async () => {
    await scenario("slow-headers", { ms: clocks.firstByteTimeoutMs * 2 });
    expect(endOf(await make(picture()))).toBe("completed");
  });

  test("is not begun when there is no room for it", async () => {
    const full = newEngine({}, 0);
    expect(errorOf(await make(picture(), full))?.code).toBe("storage-full");
    expect(errorOf(await make(clip(), full))?.code).toBe("storage-full");
    expect(simulator.requests()).toEqual([]);
  });
});

describe("a clip", () => {
  test("goes through SiliconFlow's states and is saved", async () => {
    await control(simulator, "POST", "pace", { speed: 1, videoQueueMs: 60, videoWorkMs: 60 });
    const events = await make(clip());
    expect(typesOf(events)).toEqual([
      "run-start",
      "job-start",
      "job-step",
      "job-step",
      "result",
      "media-start",
      "media-end",
      "usage",
      "run-end",
    ]);
    expect(events.flatMap((event) => (event.type === "job-step" ? event.step : []))).toEqual([
      "queued",
      "working",
    ]);
    expect(usageOf(events)).toMatchObject({ usage: { videos: 1, estimated: false }, price: { cny: 2 } });
    expect(endOf(events)).toBe("completed");
  });

  test("that SiliconFlow gives up says why, and is not charged", async () => {
    const events = await make(clip("fail with reason: too bright"));
    expect(errorOf(events)).toMatchObject({ code: "generation-failed", detail: "too bright" });
    expect(usageOf(events)).toBeUndefined();
  });

  test.each([
    ["video-status-error", { error: "error-50507", times: 3 }],
    ["video-status-error", { error: "error-50602", times: 2 }],
    ["video-status-error", { error: "error-504-html", times: 3 }],
    ["video-status-error", { error: "error-401", times: 2 }],
    ["media-expired", { times: 2 }],
  ])("does not mind %s %j", async (name, params) => {
    await scenario(name, params);
    expect(endOf(await make(clip()))).toBe("completed");
    expect(calls("/video/submit")).toBe(1);
  });

  test("of which SiliconFlow knows nothing any more is told so", async () => {
    await scenario("video-lost");
    expect(errorOf(await make(clip()))?.code).toBe("job-unknown");
  });

  test("that takes too long is charged by estimate, and can be looked for again at no cost", async () => {
    const hasty = newEngine({ polling: { firstPauseMs: 5, slowestPauseMs: 5, deadlineMs: 40 } });
    await scenario("video-stuck", { phase: "InQueue" }, { match: { path: "/v1/video/status" } });
    const events = await make(clip(), hasty);
    expect(errorOf(events)?.code).toBe("job-overdue");
    expect(usageOf(events)).toMatchObject({ usage: { videos: 1, estimated: true } });
    await control(simulator, "DELETE", "scenario");
    const job = events.find((event) => event.type === "job-start");
    const again = await make({
      operation: "video.status",
      input: { model: "Wan-AI/Wan2.2-T2V-A14B", requestId: job?.requestId ?? "" },
    });
    expect(endOf(again)).toBe("completed");
    expect(again.some(({ type }) => type === "media-end")).toBe(true);
    expect(usageOf(again)).toBeUndefined();
    expect(calls("/video/submit")).toBe(1);
  });

  test("that is stopped while it is handed over says that it may have been taken", async () => {
    await scenario("slow-headers", { ms: 20_000 });
    const runId = await start(clip());
    await simulator.whenRequest((entry) => entry.path.endsWith("/video/submit"));
    await engine.stop(runId);
    const events = await eventsOf(runId);
    expect([endOf(events), errorOf(events)?.code]).toEqual(["stopped", "outcome-unknown"]);
  });

  test("can be left to itself, which SiliconFlow does not hear of", async () => {
    await scenario("video-stuck");
    const runId = await start(clip());
    await until(runId, ({ type }) => type === "job-step");
    await engine.stop(runId);
    const events = await eventsOf(runId);
    expect(endOf(events)).toBe("stopped");
    expect(usageOf(events)?.usage).toMatchObject({ videos: 1, estimated: true });
  });
});

/** Something that one part of a test waits for and another brings about. */
function moment() {
  let comes = () => {};
  const came = new Promise<void>((resolve) => {
    comes = resolve;
  });
  return { came, comes };
}

describe("a restart of the server", () => {
  test("changes nothing: the job goes on, its events follow those before, it is submitted once", async () => {
    await scenario("video-stuck", {}, { match: { path: "/v1/video/status" } });
    const runId = await start(clip());
    const before = await until(runId, ({ type }) => type === "job-step");
    await engine.drain(1000);
    await control(simulator, "DELETE", "scenario");
    const next = newEngine();
    await next.recover();
    const events = await eventsOf(runId, next);
    expect(events.slice(0, before.length)).toEqual(before);
    expect(endOf(events)).toBe("completed");
    expect(events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))).toBe(true);
    expect(calls("/video/submit")).toBe(1);
    const snapshot = await next.snapshot(runId);
    expect(snapshot).toMatchObject({ ok: true, value: { attempts: [{ status: 200 }] } });
  });

  /** What a killed process has left: a run, and what was noted of its job. */
  async function leftBehind(
    note: (notes: ReturnType<JobStore["notesOf"]>) => Promise<void>,
  ): Promise<string> {
    const request = clip();
    const id = `run_left-${++keys}`;
    await new RunStore(open).create({
      id,
      idempotencyKey: `left-${keys}-${process.hrtime.bigint()}`,
      fingerprint: "",
      operation: request.operation,
      model: request.input.model,
      input: request.input,
      startedAt: new Date(Date.now() - 1000),
    });
    await note(new JobStore(open).notesOf(id, { state: "new" }));
    return id;
  }

  test("before anything was handed over: it is handed over now, once", async () => {
    const runId = await leftBehind(async () => {});
    await engine.recover();
    expect(endOf(await eventsOf(runId))).toBe("completed");
    expect(calls("/video/submit")).toBe(1);
  });

  test("a clip that is asked for while the server comes up is handed over once", async () => {
    const stored = moment();
    const looked = moment();
    class BusyStore extends RunStore {
      override async create(...given: Parameters<RunStore["create"]>) {
        const taken = await super.create(...given);
        stored.comes();
        await looked.came;
        return taken;
      }
      override async running() {
        await stored.came;
        const found = await super.running();
        looked.comes();
        return found;
      }
    }
    const coming = newEngine({ store: new BusyStore(open) });
    const [runId] = await Promise.all([start(clip(), coming), coming.recover()]);
    expect(endOf(await eventsOf(runId, coming))).toBe("completed");
    expect(calls("/video/submit")).toBe(1);
  });

  test("while it was handed over: nobody knows, it says so and is not handed over again", async () => {
    const runId = await leftBehind((notes) => notes.submitting());
    await engine.recover();
    expect(errorOf(await eventsOf(runId))?.code).toBe("outcome-unknown");
    expect(calls("/video/submit")).toBe(0);
  });

  test("after SiliconFlow had refused: it may be handed over", async () => {
    const runId = await leftBehind(async (notes) => {
      await notes.submitting();
      await notes.refused();
    });
    await engine.recover();
    expect(endOf(await eventsOf(runId))).toBe("completed");
    expect(calls("/video/submit")).toBe(1);
  });

  test.each([
    ["picture", picture, "/images/generations"],
    ["clip", clip, "/video/submit"],
  ])("that cuts the request for a %s off says that it may have been done", async (_name, request, route) => {
    await scenario("slow-headers", { ms: 20_000 });
    const runId = await start(request());
    await simulator.whenRequest((entry) => entry.path.endsWith(route));
    await engine.drain(0);
    await newEngine().recover();
    const events = await eventsOf(runId);
    expect(endOf(events)).toBe("interrupted");
    expect(errorOf(events)?.code).toBe("outcome-unknown");
    expect(calls(route)).toBe(1);
  });
});
