import { createHash } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { ledger, runs } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { BlobStore, resultRules, uploadRules } from "@/lib/media/server/blob-store";
import { MediaSaver } from "@/lib/media/server/media-saver";
import { createMediaSource } from "@/lib/media/server/media-source";
import { KnownModels } from "@/lib/models/server/catalogue";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import type { RunEvent } from "../event";
import type { RunRequest } from "../run-request";
import type { RunEngine } from "./engine";
import { testEngine } from "./test-engine";

const known = new KnownModels();
const model = "deepseek-ai/DeepSeek-V3";
const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 300,
  idleTimeoutMs: 10_000,
  totalTimeoutMs: 20_000,
};

let directory: string;
let database: Database;
let simulator: Simulator;
let uploads: BlobStore;
let results: BlobStore;
let engines: RunEngine[];
let engine: RunEngine;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "batches-"));
  uploads = new BlobStore(path.join(directory, "uploads"), uploadRules(1e9));
  results = new BlobStore(
    path.join(directory, "results"),
    resultRules({ maxTotalBytes: 1e9, keptForDays: 1 }),
  );
  simulator = await startSimulator({ speed: 0, strict: true });
  engines = [];
  engine = newEngine();
});
afterEach(async () => {
  await Promise.all(engines.map((each) => each.drain(0)));
  await simulator.close();
  await rm(directory, { recursive: true });
  await database.orm.delete(runs);
  await database.orm.delete(ledger);
});

function newEngine(): RunEngine {
  const baseUrl = `${simulator.url}/v1`;
  const source = createMediaSource({ ...clocks, baseUrl, allowedHosts: [], maxBytes: 1e8 });
  const made = testEngine(async () => database, createUpstream({ ...clocks, baseUrl, apiKey: "sk-test" }), {
    fileOf: async (reference) => {
      const found = await uploads.find(reference.replace("blob:", ""));
      return found ? ok(found) : err(appError("blob-missing"));
    },
    media: new MediaSaver(results, source, 1),
    priceOf: known.costOf,
  });
  engines.push(made);
  return made;
}

const jsonl = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, at) =>
    JSON.stringify({
      custom_id: `row-${at}`,
      body: { model, messages: [{ role: "user", content: `Say exactly: answer ${at}` }], ...more },
    }),
  ).join("\n");

async function batchOf(content: string): Promise<RunRequest> {
  const { id } = await uploads.put(
    (async function* () {
      yield Buffer.from(content);
    })(),
  );
  return { operation: "batches", input: { model, file: `blob:${id}`, completion_window: "24h" } };
}

let keys = 0;
async function start(request: RunRequest, on = engine): Promise<string> {
  const started = await on.start(request, `batch-key-${++keys}-${process.hrtime.bigint()}`);
  if (!started.ok) throw new Error(started.error.code);
  return started.value.runId;
}

async function until(runId: string, wanted: (event: RunEvent) => boolean, on = engine): Promise<RunEvent[]> {
  const lines = await on.follow(runId);
  if (!lines.ok) throw new Error(lines.error.code);
  const source = lines.value;
  const all = () => source.linesAfter(0).map((line): RunEvent => JSON.parse(line));
  await new Promise<void>((resolve) => {
    const check = () => (source.finished || all().some(wanted)) && resolve();
    source.onGrowth(check);
    check();
  });
  return all();
}
const eventsOf = (runId: string, on = engine) => until(runId, () => false, on);
const of = <Type extends RunEvent["type"]>(events: readonly RunEvent[], type: Type) =>
  events.filter((event): event is Extract<RunEvent, { type: Type }> => event.type === type);

async function linesOf(events: readonly RunEvent[], index: number): Promise<string[]> {
  const saved = of(events, "media-end").find((event) => event.index === index);
  const found = saved && (await results.find(saved.id));
  return found ? (await readFile(found.path, "utf8")).trim().split("\n") : [];
}
const calls = (path: string) => simulator.requests().filter((request) => request.path === path);

describe("a batch", () => {
  test("is given to SiliconFlow byte for byte, followed to its end, and its answers are saved", async () => {
    const content = jsonl(30);
    const events = await eventsOf(await start(await batchOf(content)));
    const sha256 = createHash("sha256").update(content).digest("hex");
    expect(calls("/v1/files")).toMatchObject([{ body: { file: expect.stringContaining(sha256) } }]);
    expect(of(events, "job-start")).toMatchObject([{ requestId: expect.stringMatching(/^batch_/) }]);
    expect(of(events, "batch-state").at(-1)).toMatchObject({ status: "completed", total: 30, completed: 30 });
    expect(events.at(-1)).toMatchObject({ type: "run-end", state: "completed", finishReason: "completed" });
    const answers = (await linesOf(events, 0)).map((line) => JSON.parse(line));
    expect(answers).toHaveLength(30);
    expect(answers.map(({ custom_id }) => custom_id)).toContain("row-17");
  });

  test("costs what its answers used, at the price of batches", async () => {
    const events = await eventsOf(await start(await batchOf(jsonl(4))));
    const [{ usage, price } = { usage: undefined, price: undefined }] = of(events, "usage");
    expect(usage).toMatchObject({ batched: true, estimated: false });
    const { inputTokens = 0, outputTokens = 0 } = usage ?? {};
    expect(inputTokens * outputTokens).toBeGreaterThan(0);
    // DeepSeek-V3: 1 and 4 yuan for a million tokens, half of a single call's.
    expect(price).toMatchObject({ kind: "known" });
    const cny = price?.kind === "known" ? price.cny : 0;
    expect(cny).toBeCloseTo((inputTokens + 4 * outputTokens) / 1e6, 9);
  });

  test("has what was refused in a file of its own", async () => {
    await control(simulator, "POST", "scenario", { name: "batch-line-error", params: { every: "3" } });
    const events = await eventsOf(await start(await batchOf(jsonl(9))));
    expect([(await linesOf(events, 0)).length, (await linesOf(events, 1)).length]).toEqual([6, 3]);
    expect(events.at(-1)).toMatchObject({ state: "completed" });
  });

  test("that fails says why, in SiliconFlow's own words", async () => {
    const twice = jsonl(1);
    const events = await eventsOf(await start(await batchOf(`${twice}\n${twice}`)));
    expect(of(events, "error")).toMatchObject([
      { error: { code: "generation-failed", detail: expect.stringContaining("line 2: custom_id") } },
    ]);
  });

  test("that ran out of time keeps what was answered, and tells the rest apart", async () => {
    await control(simulator, "POST", "scenario", { name: "batch-expire", params: { after: "2" } });
    const events = await eventsOf(await start(await batchOf(jsonl(5))));
    expect(events.at(-1)).toMatchObject({ state: "completed", finishReason: "expired" });
    expect([(await linesOf(events, 0)).length, (await linesOf(events, 1)).length]).toEqual([2, 3]);
  });

  test("can be ended early: it is cancelling until it is cancelled, and what was answered is kept", async () => {
    await control(simulator, "POST", "pace", {
      speed: 1,
      batchQueueMs: 0,
      batchLineMs: 5,
      batchFinalizeMs: 0,
    });
    const runId = await start(await batchOf(jsonl(3000)));
    const begun = await until(runId, (event) => event.type === "batch-state" && (event.completed ?? 0) > 2);
    const [{ requestId } = { requestId: "" }] = of(begun, "job-start");
    const cancel = await eventsOf(await start({ operation: "batches.cancel", input: { model, requestId } }));
    expect(of(cancel, "batch-state")).toMatchObject([{ status: "cancelling" }]);
    const events = await eventsOf(runId);
    expect(events.at(-1)).toMatchObject({ finishReason: "cancelled" });
    expect((await linesOf(events, 0)).length).toBeGreaterThan(2);
  });

  test("goes on after a restart, is begun once, and is asked about when SiliconFlow did not answer", async () => {
    await control(simulator, "POST", "pace", { speed: 1, batchQueueMs: 3_600_000 });
    const runId = await start(await batchOf(jsonl(3)));
    await until(runId, (event) => event.type === "job-start");
    await engine.drain(0);
    await control(simulator, "POST", "scenario", {
      name: "error-50505",
      times: 2,
      match: { path: "/v1/batches/*" },
    });
    await control(simulator, "POST", "pace", { speed: 0 });
    const next = newEngine();
    await next.recover();
    const events = await eventsOf(runId, next);
    expect(events.at(-1)).toMatchObject({ state: "completed" });
    expect(calls("/v1/batches")).toHaveLength(1);
    expect(await linesOf(events, 0)).toHaveLength(3);
  });

  test("whose beginning nobody knows of is not begun again", async () => {
    await control(simulator, "POST", "scenario", {
      name: "reset",
      params: { when: "after" },
      match: { path: "/v1/batches" },
    });
    const events = await eventsOf(await start(await batchOf(jsonl(2))));
    expect(of(events, "error")).toMatchObject([{ error: { code: "outcome-unknown" } }]);
    expect(calls("/v1/batches")).toHaveLength(1);
  });

  test("that was begun elsewhere is followed with its own file, and costs nothing here", async () => {
    const content = jsonl(3);
    const made = await eventsOf(await start(await batchOf(content)));
    const [{ requestId } = { requestId: "" }] = of(made, "job-start");
    const input = { model: "", requestId, withFile: true };
    const events = await eventsOf(await start({ operation: "batches.get", input }));
    expect(of(events, "batch-state").at(-1)).toMatchObject({ status: "completed", total: 3, completed: 3 });
    expect(await linesOf(events, 0)).toHaveLength(3);
    expect((await linesOf(events, 2)).join("\n")).toBe(content);
    expect(of(events, "usage")).toEqual([]);
    expect(calls("/v1/batches")).toHaveLength(1);
  });

  test("that SiliconFlow does not know says so", async () => {
    const request: RunRequest = { operation: "batches.get", input: { model: "", requestId: "batch_none" } };
    expect(of(await eventsOf(await start(request)), "error")).toMatchObject([
      { error: { code: "job-unknown" } },
    ]);
  });

  test("whose file is gone, or whose results cannot be fetched, says so", async () => {
    const request: RunRequest = {
      operation: "batches",
      input: { model, file: `blob:blob_${"0".repeat(64)}`, completion_window: "24h" },
    };
    expect(of(await eventsOf(await start(request)), "error")).toMatchObject([
      { error: { code: "blob-missing" } },
    ]);
    await control(simulator, "POST", "scenario", { name: "error-404", match: { path: "/v1/files/*" } });
    const events = await eventsOf(await start(await batchOf(jsonl(2))));
    expect(of(events, "media-lost")).toHaveLength(1);
    expect(events.at(-1)).toMatchObject({ state: "failed" });
  });
});
