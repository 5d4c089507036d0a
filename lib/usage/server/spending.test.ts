import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { ledger, runs } from "@/lib/db/schema/runs";
import { settings } from "@/lib/db/schema/settings";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { CallDesk } from "@/lib/gateway/server/call-desk";
import { relayChat } from "@/lib/gateway/server/relay-chat";
import { errorReply } from "@/lib/http/server/envelope";
import type { RunRequest } from "@/lib/runs/run-request";
import type { RunEngine } from "@/lib/runs/server/engine";
import { expectedCost } from "@/lib/runs/server/expected-cost";
import { RunStore } from "@/lib/runs/server/run-store";
import type { PriceOf } from "@/lib/runs/server/settle";
import { testEngine } from "@/lib/runs/server/test-engine";
import { createUpstream, type Upstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import type { Budget } from "../budget";
import { LimitRecord } from "./limit-record";
import { Spending } from "./spending";

vi.stubEnv("LOG_LEVEL", "silent");

const paid = "deepseek-ai/DeepSeek-V3";
const free = "Qwen/Qwen3-8B";
/** One yuan a thousand tokens that come out; nothing for the free one. */
const priceOf: PriceOf = (model, { outputTokens }) => ({
  kind: "known",
  cny: model === free ? 0 : outputTokens / 1000,
});

let database: Database;
let simulator: Simulator;
let upstream: Upstream;
let spending: Spending;
let limits: LimitRecord;
let engine: RunEngine;
let now: number;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  for (const table of [ledger, runs, settings]) await database.orm.delete(table);
  simulator = await startSimulator({ speed: 0 });
  const clocks = {
    connectTimeoutMs: 2000,
    firstByteTimeoutMs: 2000,
    idleTimeoutMs: 2000,
    totalTimeoutMs: 20_000,
  };
  upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
  now = Date.now();
  spending = new Spending(
    async () => database,
    () => now,
  );
  limits = new LimitRecord(() => now);
  engine = newEngine();
});
function newEngine(prices = priceOf): RunEngine {
  return testEngine(async () => database, upstream, {
    priceOf: prices,
    admission: {
      admit: (cost) => spending.admit(cost),
      hold: (cost) => spending.hold(cost),
    },
    onLimit: (model, error) => limits.note(model, error),
  });
}

afterEach(async () => {
  await engine.drain(0);
  await simulator.close();
});

const budget = (cny: number | null, more: Partial<Budget> = {}) =>
  spending.change({
    microCny: cny === null ? null : cny * 1e6,
    warnAtPercent: 80,
    stops: true,
    ...more,
  });

const spend = (cny: number | null, settledAt = new Date(now)) =>
  database.orm.insert(ledger).values({
    door: "client",
    operation: "chat.completions",
    model: paid,
    state: "completed",
    inputTokens: 1,
    outputTokens: 1,
    estimated: false,
    priceMicroCny: cny === null ? null : cny * 1e6,
    settledAt,
  });

const chat = (content = "repeat 5 words", model = paid, maxTokens = 1000): RunRequest => ({
  operation: "chat.completions",
  input: {
    model,
    messages: [{ role: "user", content }],
    stream: true,
    enable_thinking: false,
    max_tokens: maxTokens,
  },
});

let keys = 0;
const start = (request = chat(), key = `test-key-${++keys}-${process.hrtime.bigint()}`) =>
  engine.start(request, key);

async function end(runId: string): Promise<string> {
  const lines = await engine.follow(runId);
  if (!lines.ok) throw new Error(lines.error.code);
  await new Promise<void>((resolve) => {
    const check = () => lines.value.finished && resolve();
    lines.value.onGrowth(check);
    check();
  });
  return lines.value.linesAfter(lines.value.length - 1).join();
}

async function finished(started: Awaited<ReturnType<typeof start>>): Promise<string> {
  if (!started.ok) throw new Error(started.error.code);
  const last = await end(started.value.runId);
  await vi.waitFor(() => expect(engine.runningCount).toBe(0));
  return last;
}

const v1 = (model = paid, stream = false) => {
  const body = { model, messages: [{ role: "user", content: "Hello" }], stream, max_tokens: 1000 };
  return relayChat(
    {
      upstream,
      desk: new CallDesk({
        admit: (cost) => spending.admit(cost),
        priceOf,
        record: async () => {},
        onUnwritten: () => {},
      }),
      onLimit: (named, error) => limits.note(named, error),
    },
    {
      method: "POST",
      url: new URL("http://local/v1/chat/completions"),
      params: {},
      body,
      bodyText: JSON.stringify(body),
      signal: new AbortController().signal,
      client: undefined,
      call: { method: "POST", path: "/v1/chat/completions", key: undefined },
      header: () => undefined,
    },
  );
};

const refused = { ok: false, error: { code: "budget-spent" } };

describe("a budget that is spent, with its stop", () => {
  beforeEach(async () => {
    await budget(10);
    await spend(10);
  });

  test("lets no paid run begin: nothing is sent and nothing stored", async () => {
    expect(await start()).toMatchObject(refused);
    expect(simulator.requests()).toEqual([]);
    expect(await new RunStore(async () => database).running()).toEqual([]);
  });

  test.each([true, false])("refuses other programs in OpenAI's form (stream: %s)", async (stream) => {
    const reply = await v1(paid, stream);
    if (reply.ok) throw new Error("it was let through");
    expect(errorReply("client", reply.error)).toMatchObject({
      status: 402,
      body: { error: { code: "budget-spent", type: "invalid_request_error", message: /Raise the budget/ } },
    });
    expect(simulator.requests()).toEqual([]);
  });

  test("leaves free models alone, here and there", async () => {
    expect(await finished(await start(chat("Hello", free)))).toContain("completed");
    expect(await v1(free)).toMatchObject({ ok: true });
  });

  test("lets a job that was paid for be looked at", async () => {
    const input = { model: paid, requestId: "job-1" };
    expect(await start({ operation: "video.status", input })).toMatchObject({ ok: true });
  });

  test("goes on as soon as it is raised, or its stop is taken away", async () => {
    await budget(11);
    expect(await finished(await start())).toContain("completed");
    await budget(1, { stops: false });
    expect(await finished(await start())).toContain("completed");
    await budget(null);
    expect(await finished(await start())).toContain("completed");
    await budget(1);
    expect(await start()).toMatchObject(refused);
  });

  test("outlives the process", async () => {
    const next = new Spending(async () => database);
    expect(await next.admit({ microCny: 1, free: false })).toMatchObject(refused);
  });

  test("begins anew with the month, at midnight in China", async () => {
    now = Date.parse("2026-12-31T15:59:59Z");
    await spend(10);
    expect(await start()).toMatchObject(refused);
    now = Date.parse("2026-12-31T16:00:00Z");
    expect(await spending.state()).toMatchObject({ month: "2027-01", spentMicroCny: 0 });
    expect(await start()).toMatchObject({ ok: true });
  });
});

describe("a budget with a stop", () => {
  test("gives the run of a start that is sent again, though it is spent meanwhile", async () => {
    await budget(10);
    const first = await start(chat(), "the-same-key");
    await finished(first);
    await spend(10);
    expect(await start(chat(), "the-same-key")).toMatchObject({ ok: true, value: { created: false } });
    expect(await start(chat("another"), "the-same-key")).toMatchObject({
      error: { code: "idempotency-conflict" },
    });
  });

  test("never ends what runs", async () => {
    await budget(10);
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 100, firstTokenMs: 0 });
    const started = await start(chat("repeat 20 words"));
    await spend(10);
    expect(await start()).toMatchObject(refused);
    expect(await finished(started)).toContain("completed");
  });

  test("of many that come at once lets no more begin than are expected to use it up", async () => {
    await budget(10);
    await spend(5.5);
    // A thousand tokens each, a yuan a thousand: four and a half yuan are five calls.
    await control(simulator, "POST", "scenario", { name: "slow-body", params: { ms: 300 } });
    const all = await Promise.all(Array.from({ length: 40 }, () => start()));
    const begun = all.filter(({ ok }) => ok);
    expect(begun).toHaveLength(5);
    expect(all.filter(({ ok }) => !ok)).toEqual(
      Array.from({ length: 35 }, () => expect.objectContaining(refused)),
    );
    for (const started of begun) await finished(started);
    expect(simulator.requests()).toHaveLength(5);
    // They were shorter than expected: there is room again.
    expect(await start()).toMatchObject({ ok: true });
  });

  test("counts both doors together", async () => {
    await budget(2);
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 20, firstTokenMs: 0 });
    const both = await Promise.all([start(), v1(paid, true), start(), v1(paid, true)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(2);
  });

  test("holds nothing back once all have ended, however they ended", async () => {
    await budget(1000);
    for (const name of ["error-50507", "error-20015", "cut-after-frames", "error-30001"]) {
      await control(simulator, "POST", "scenario", { name, params: {}, times: 1 });
      await finished(await start());
      await v1();
      await control(simulator, "DELETE", "scenario");
    }
    const stopped = await start(chat("repeat 500 words"));
    if (stopped.ok) await engine.stop(stopped.value.runId);
    await finished(stopped);
    const streamed = await v1(paid, true);
    if (streamed.ok && streamed.value.kind === "stream")
      await streamed.value.write({
        write: () => true,
        drained: async () => {},
        signal: AbortSignal.abort(),
      });
    const rows = await database.orm.select().from(ledger);
    expect(await spending.state()).toMatchObject({
      heldMicroCny: 0,
      spentMicroCny: rows.reduce((sum, { priceMicroCny }) => sum + (priceMicroCny ?? 0), 0),
    });
  });

  test("holds nothing back for a run that could not be stored", async () => {
    await budget(10);
    const unstorable = chat("a character that no database takes: \u0000");
    expect(await start(unstorable)).toMatchObject({ error: { code: "storage-unavailable" } });
    expect(await spending.state()).toMatchObject({ heldMicroCny: 0 });
  });

  test.each([Number.POSITIVE_INFINITY, 1e308, 1e18, 0.5, -1, Number.NaN, "1e3"])(
    "counts exactly, also beside a request for %s tokens",
    async (max_tokens) => {
      await budget(10);
      const input = { model: paid, messages: [], max_tokens, n: max_tokens };
      const pictures = expectedCost(
        { operation: "images.generations", input: { model: paid, prompt: "A kite", n: 2 ** 53 - 1 } },
        (_, { images = 0 }) => ({ kind: "known", cny: images }),
      );
      const costs = [
        { microCny: 5e6 },
        expectedCost({ operation: "chat.completions", input }, priceOf),
        pictures,
      ];
      const running = costs.map((cost) => spending.hold(cost));
      for (const release of running.toReversed()) release();
      expect(await spending.state()).toMatchObject({ heldMicroCny: 0 });
      expect(
        expectedCost({ operation: "chat.completions", input: { ...input, model: free } }, priceOf),
      ).toEqual({ microCny: 0, free: true });
    },
  );

  test("counts a job that the next process goes on with", async () => {
    await budget(10);
    await control(simulator, "POST", "pace", { speed: 1, videoQueueMs: 60_000 });
    const model = "Wan-AI/Wan2.2-T2V-A14B";
    const request: RunRequest = {
      operation: "video.submit",
      input: { model, prompt: "A kite", image_size: "1280x720" },
    };
    const priceOfClips: PriceOf = (_, { videos = 0 }) => ({ kind: "known", cny: videos * 2 });
    engine = newEngine(priceOfClips);
    expect(await start(request)).toMatchObject({ ok: true });
    await simulator.whenRequest(({ path, endedAt }) => path === "/v1/video/status" && endedAt !== null);
    await engine.drain(0);
    spending = new Spending(
      async () => database,
      () => now,
    );
    engine = newEngine(priceOfClips);
    expect(await spending.state()).toMatchObject({ heldMicroCny: 0 });
    await engine.recover();
    expect(await spending.state()).toMatchObject({ heldMicroCny: 2e6 });
  });

  test("lets nothing paid begin while the ledger cannot be read", async () => {
    const broken = new Spending(() => Promise.reject(new Error("no disk")));
    expect(await broken.admit({ microCny: 1, free: false })).toMatchObject({
      error: { code: "storage-unavailable" },
    });
    expect(await broken.admit({ microCny: 0, free: true })).toMatchObject({ ok: true });
  });

  test("says how many calls it cannot count", async () => {
    await budget(10);
    await spend(null);
    await spend(3);
    expect(await spending.state()).toMatchObject({ spentMicroCny: 3e6, unpriced: 1 });
    await spend(2);
    expect(await spending.state()).toMatchObject({ spentMicroCny: 5e6, unpriced: 1 });
  });
});

describe("limits that were met", () => {
  test("are counted by model and meter through both doors, each attempt by itself", async () => {
    const params = { limit: "TPM", "retry-after": 0 };
    await control(simulator, "POST", "scenario", { name: "error-50602", params });
    await finished(await start());
    await v1();
    await control(simulator, "DELETE", "scenario");
    await control(simulator, "POST", "scenario", { name: "error-429-string", params: {} });
    await v1();
    const { limits: seen } = limits.seen();
    const tpm = seen.find(({ meter }) => meter === "TPM");
    expect(tpm).toMatchObject({ model: paid, count: 4, lastAt: now });
    expect(seen.reduce((sum, { count }) => sum + count, 0)).toBe(simulator.requests().length);
  });

  test("are told for an hour, and not without end", () => {
    for (let at = 0; at < 6000; at++) limits.note(`acme/${at % 2}`, { limit: "RPM" });
    expect(limits.seen()).toMatchObject({ more: true, limits: [{ count: 2500 }, { count: 2500 }] });
    now += 60 * 60 * 1000;
    expect(limits.seen()).toEqual({ more: false, limits: [] });
  });
});
