import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { AppFailure, appError } from "@/lib/core/app-error";
import { ledger, runs } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { BlobStore, uploadRules } from "@/lib/media/server/blob-store";
import { requestBody } from "@/lib/media/server/request-body";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import type { TimedRunEvent } from "../event";
import type { RunRequest } from "../run-request";
import type { RunEngine } from "./engine";
import { RunStore } from "./run-store";
import { testEngine } from "./test-engine";

const clocks = {
  connectTimeoutMs: 10_000,
  firstByteTimeoutMs: 10_000,
  idleTimeoutMs: 600,
  totalTimeoutMs: 20_000,
};

let directory: string;
let uploads: BlobStore;
const bodyOf = (input: unknown) => requestBody(uploads, input);

let database: Database;
let simulator: Simulator;
let store: RunStore;
let engine: RunEngine;

beforeAll(async () => {
  database = await openTestDatabase();
  directory = await mkdtemp(path.join(tmpdir(), "runs-"));
  uploads = new BlobStore(directory, uploadRules(1e9));
});
afterAll(async () => {
  await database.close();
  await rm(directory, { recursive: true });
});
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, strict: true });
  store = new RunStore(async () => database);
  engine = newEngine();
});
afterEach(async () => {
  await engine.drain(0);
  await simulator.close();
});

function newEngine(baseUrl = `${simulator.url}/v1`, apiKey: string | undefined = "sk-test"): RunEngine {
  const upstream = createUpstream({ ...clocks, baseUrl, apiKey });
  const priceOf = () => ({ kind: "known", cny: 0.5 }) as const;
  return testEngine(async () => database, upstream, { bodyOf, priceOf });
}

function chat(content: string, more: Record<string, unknown> = {}): RunRequest {
  const input = {
    model: "Qwen/Qwen3-8B",
    messages: [{ role: "user" as const, content }],
    stream: true,
    enable_thinking: false,
  };
  return { operation: "chat.completions", input: { ...input, ...more } };
}

let keys = 0;
async function start(request: RunRequest, on = engine): Promise<string> {
  const started = await on.start(request, `test-key-${++keys}-${process.hrtime.bigint()}`);
  if (!started.ok) throw new Error(started.error.code);
  return started.value.runId;
}

/** Every event after `sequence`, up to the end of the run. */
async function eventsOf(runId: string, sequence = 0, on = engine): Promise<TimedRunEvent[]> {
  const lines = await on.follow(runId);
  if (!lines.ok) throw new Error(lines.error.code);
  const source = lines.value;
  await new Promise<void>((resolve) => {
    const check = () => source.finished && resolve();
    source.onGrowth(check);
    check();
  });
  return source.linesAfter(sequence).map((line) => JSON.parse(line));
}

/** Resolves once a run has said something. */
async function firstDelta(runId: string): Promise<void> {
  const lines = await engine.follow(runId);
  if (!lines.ok) throw new Error(lines.error.code);
  await new Promise<void>((resolve) => {
    const check = () => lines.value.linesAfter(0).some((line) => line.includes("-delta")) && resolve();
    lines.value.onGrowth(check);
    check();
  });
}

const textOf = (events: TimedRunEvent[], type: "text-delta" | "reasoning-delta") =>
  events.map((event) => (event.type === type ? event.delta : "")).join("");
const endOf = (events: TimedRunEvent[]) => events.findLast((event) => event.type === "run-end");
const errorOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "error")?.error;

async function scenario(
  name: string,
  params: Record<string, string | number> = {},
  times?: number,
): Promise<void> {
  const body = JSON.stringify({ name, params, ...(times && { times }) });
  const headers = { "content-type": "application/json" };
  const reply = await fetch(`${simulator.url}/__control/scenario`, { method: "POST", headers, body });
  if (!reply.ok) throw new Error(await reply.text());
}

async function pace(settings: {
  speed?: number;
  tokensPerSecond?: number;
  firstTokenMs?: number;
}): Promise<void> {
  const headers = { "content-type": "application/json" };
  await fetch(`${simulator.url}/__control/pace`, { method: "POST", headers, body: JSON.stringify(settings) });
}

const chatCalls = () => simulator.requests().filter((request) => request.path === "/v1/chat/completions");

describe("a run", () => {
  test("tells start, thinking, answer, usage and end, numbered without gaps", async () => {
    const events = await eventsOf(await start(chat("Say exactly: hello world", { enable_thinking: true })));
    const types = events.map((event) => event.type).filter((type, index, all) => type !== all[index - 1]);
    expect(types).toEqual([
      "run-start",
      "reasoning-start",
      "reasoning-delta",
      "reasoning-end",
      "text-start",
      "text-delta",
      "text-end",
      "usage",
      "run-end",
    ]);
    expect(textOf(events, "text-delta")).toBe("hello world");
    expect(textOf(events, "reasoning-delta").length).toBeGreaterThan(10);
    expect(endOf(events)).toMatchObject({
      state: "completed",
      finishReason: "stop",
      traceId: expect.stringMatching(/^ti_/),
    });
  });

  test("gives the same from a plain answer as from a stream", async () => {
    const plain = await eventsOf(await start(chat("Say exactly: 你好🌍", { stream: false })));
    const streamed = await eventsOf(await start(chat("Say exactly: 你好🌍")));
    expect(textOf(plain, "text-delta")).toBe("你好🌍");
    expect(textOf(streamed, "text-delta")).toBe("你好🌍");
    expect(endOf(plain)?.state).toBe("completed");
  });

  test("is the same from every offset, while it goes and after it was stored", async () => {
    await pace({ speed: 1, tokensPerSecond: 400, firstTokenMs: 5 });
    const runId = await start(chat("repeat 60 words"));
    const live = await eventsOf(runId);
    await engine.drain(5000);
    for (let offset = 0; offset <= live.length; offset++)
      expect(await eventsOf(runId, offset)).toEqual(live.slice(offset));
  });

  test("started fifty times at once with one key calls SiliconFlow once", async () => {
    const starts = Array.from({ length: 50 }, () =>
      engine.start(chat("Say exactly: once"), "one-and-the-same"),
    );
    const results = await Promise.all(starts);
    const ids = new Set(results.map((result) => (result.ok ? result.value.runId : "failed")));
    expect(ids.size).toBe(1);
    expect(results.filter((result) => result.ok && result.value.created)).toHaveLength(1);
    await eventsOf([...ids][0] ?? "");
    expect(chatCalls()).toHaveLength(1);
    const other = await engine.start(chat("another body"), "one-and-the-same");
    expect(other).toMatchObject({ ok: false, error: { code: "idempotency-conflict" } });
  });

  test("can be looked into: request, attempts, output, numbers, and never the key", async () => {
    const runId = await start(chat("Say exactly: look"));
    await eventsOf(runId);
    const snapshot = await engine.snapshot(runId);
    expect(snapshot).toMatchObject({
      ok: true,
      value: {
        model: "Qwen/Qwen3-8B",
        input: { stream: true },
        attempts: [
          {
            number: 1,
            status: 200,
            headers: { contentType: "text/event-stream", traceId: expect.any(String) },
          },
        ],
        output: {
          state: "completed",
          parts: [{ kind: "text", text: "look" }],
          price: { kind: "known", cny: 0.5 },
        },
      },
    });
    expect(JSON.stringify(snapshot)).not.toContain("sk-test");
  });

  test("that nobody knows is not found", async () => {
    expect(await engine.follow("run_none")).toMatchObject({ ok: false, error: { code: "not-found" } });
    expect(await engine.stop("run_none")).toMatchObject({ ok: false, error: { code: "not-found" } });
  });
});

describe("storage that fails", () => {
  test("keeps a run from being started, and from costing anything", async () => {
    const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
    const broken = testEngine(() => Promise.reject(new Error("disk full")), upstream);
    const started = await broken.start(chat("hello"), "a-key-for-nothing");
    expect(started).toMatchObject({ ok: false, error: { code: "storage-unavailable" } });
    expect(chatCalls()).toHaveLength(0);
  });
});

describe("Stop", () => {
  test("closes SiliconFlow's socket within 250 ms, keeps what arrived and settles it", async () => {
    await pace({ speed: 1, tokensPerSecond: 200, firstTokenMs: 5 });
    const runId = await start(chat("repeat 2000 words"));
    await firstDelta(runId);
    const pressedAt = Date.now();
    await engine.stop(runId);
    const events = await eventsOf(runId);
    const [call] = chatCalls();
    const closed = await simulator.whenRequest(
      (entry) => entry.path === call?.path && entry.closedByClient !== null,
    );
    expect((closed.closedByClient ?? 0) - pressedAt).toBeLessThan(250);
    expect(endOf(events)?.state).toBe("stopped");
    expect(textOf(events, "text-delta").length).toBeGreaterThan(0);
    expect(events.find((event) => event.type === "usage")).toMatchObject({
      usage: { outputTokens: expect.any(Number) },
    });
  });

  test("before the first byte ends the run at once", async () => {
    await pace({ speed: 1, tokensPerSecond: 50, firstTokenMs: 900 });
    const runId = await start(chat("hello"));
    await simulator.whenRequest((entry) => entry.path === "/v1/chat/completions");
    await engine.stop(runId);
    expect(endOf(await eventsOf(runId))?.state).toBe("stopped");
  });
});

describe("a failure", () => {
  test.each([
    ["error-20012", "model-not-found", 1],
    ["error-20015-too-long", "input-too-long", 1],
    ["error-30014", "upstream-key-invalid", 1],
    ["error-30001", "balance-insufficient", 1],
    ["error-403", "upstream-forbidden", 1],
    ["error-50507", "upstream-failed", 3],
    ["error-50505", "overloaded", 3],
  ])("%s ends as %s after %i call(s)", async (name, code, calls) => {
    await scenario(name);
    const events = await eventsOf(await start(chat("hello")));
    expect(errorOf(events)).toMatchObject({ code, traceId: expect.any(String) });
    expect(endOf(events)?.state).toBe("failed");
    expect(chatCalls()).toHaveLength(calls);
    expect(events.some((event) => event.type === "usage")).toBe(false);
  });

  test("that passes is retried and told", async () => {
    await scenario("error-50505", {}, 2);
    const events = await eventsOf(await start(chat("Say exactly: at last")));
    expect(events.filter((event) => event.type === "progress").map((event) => event.attempt)).toEqual([2, 3]);
    expect(textOf(events, "text-delta")).toBe("at last");
    expect(endOf(events)?.state).toBe("completed");
  });

  test("429 with a Retry-After beyond the budget is told at once, with the limit's name and the wait", async () => {
    await scenario("error-50602", { "retry-after": "3600" });
    const events = await eventsOf(await start(chat("hello")));
    expect(errorOf(events)).toMatchObject({ code: "rate-limited", limit: "TPM", retryAfterSeconds: 3600 });
    expect(chatCalls()).toHaveLength(1);
  });

  test("no key and no upstream are told apart", async () => {
    const { ...noKey } = { baseUrl: `${simulator.url}/v1` };
    const upstream = createUpstream({ ...clocks, ...noKey, apiKey: undefined });
    const keyless = testEngine(async () => database, upstream);
    expect(errorOf(await eventsOf(await start(chat("hello"), keyless), 0, keyless))?.code).toBe(
      "upstream-key-missing",
    );
    const lost = newEngine("http://127.0.0.1:9/v1");
    expect(errorOf(await eventsOf(await start(chat("hello"), lost), 0, lost))?.code).toBe(
      "upstream-unreachable",
    );
  });
});

describe("a stream that goes wrong", () => {
  test.each([
    ["stall", { frames: 4 }, "idle-timeout", true],
    ["cut-after-frames", { frames: 4 }, "stream-truncated", true],
    ["end-after-frames", { frames: 4 }, "stream-truncated", true],
    ["missing-finish", {}, "stream-truncated", true],
    ["error-in-stream", { frames: 4, shape: "platform" }, undefined, true],
    ["error-in-stream", { frames: 4, shape: "openai" }, undefined, true],
    ["html-200", {}, "malformed-response", false],
    ["json-200-error", {}, undefined, false],
    ["empty-body", { type: "text/event-stream" }, "stream-truncated", false],
    ["huge-frame", { bytes: 30_000_000 }, "response-too-large", false],
  ])("%s %j fails as %s and keeps what had arrived", async (name, params, code, keepsText) => {
    await scenario(name, params);
    const events = await eventsOf(await start(chat("repeat 40 words")));
    if (code) expect(errorOf(events)?.code).toBe(code);
    expect(errorOf(events)).toBeDefined();
    expect(endOf(events)?.state).toBe("failed");
    expect(textOf(events, "text-delta").length > 0).toBe(keepsText);
    if (keepsText) expect(events.some((event) => event.type === "usage")).toBe(true);
    expect(chatCalls()).toHaveLength(1);
  });

  test.each(["slow-headers", "slow-body"])("%s fails as first-byte-timeout, after one call", async (name) => {
    await scenario(name, { ms: 3000 });
    const hasty = { ...clocks, firstByteTimeoutMs: 2000 };
    const upstream = createUpstream({ ...hasty, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
    const engineInHaste = testEngine(async () => database, upstream, { bodyOf });
    const events = await eventsOf(await start(chat("repeat 40 words"), engineInHaste), 0, engineInHaste);
    expect(errorOf(events)?.code).toBe("first-byte-timeout");
    expect(endOf(events)?.state).toBe("failed");
    expect(textOf(events, "text-delta")).toBe("");
    expect(chatCalls()).toHaveLength(1);
  });

  test.each([
    ["missing-done", {}],
    ["comments", {}],
    ["crlf", {}],
    ["cr", {}],
    ["byte-order-mark", {}],
    ["no-space", {}],
    ["multi-line-data", {}],
    ["split", { bytes: 1 }],
    ["compressed", { encoding: "gzip" }],
    ["compressed", { encoding: "br" }],
    ["empty-choices", {}],
    ["no-delta", {}],
    ["null-delta", {}],
    ["bad-json-frame", {}],
    ["unknown-fields", {}],
    ["empty-idle-fields", {}],
    ["filter-results", {}],
    ["usage-missing", {}],
    ["usage-negative", {}],
    ["usage-last-chunk", {}],
    ["answer-in-reasoning", {}],
    ["think-tags", {}],
    ["json-instead-of-stream", {}],
  ])("%s %j does no harm", async (name, params) => {
    await scenario(name, params);
    const events = await eventsOf(await start(chat("Say exactly: 你好🌍, done")));
    expect(errorOf(events)).toBeUndefined();
    expect(endOf(events)?.state).toBe("completed");
    expect(textOf(events, "text-delta")).toBe("你好🌍, done");
    const usage = events.find((event) => event.type === "usage")?.usage;
    expect(usage?.outputTokens).toBeGreaterThan(0);
    expect(usage?.estimated).toBe(name === "usage-missing" || name === "usage-negative");
  });

  test("an 8 MB frame is delivered", async () => {
    await scenario("huge-frame", { bytes: 8 * 1024 * 1024 });
    const events = await eventsOf(await start(chat("hello")));
    expect(endOf(events)?.state).toBe("completed");
    expect(textOf(events, "text-delta").length + textOf(events, "reasoning-delta").length).toBeGreaterThan(
      8_000_000,
    );
  });
});

const weather = {
  tools: [
    {
      type: "function" as const,
      function: {
        name: "get_weather",
        description: "Weather of a city",
        parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
      },
    },
  ],
};

async function callsOf(runId: string) {
  await eventsOf(runId);
  const snapshot = await engine.snapshot(runId);
  if (!snapshot.ok) throw new Error(snapshot.error.code);
  return snapshot.value.output.parts.filter((part) => part.kind === "tool-call");
}

describe("calls of tools", () => {
  test.each([
    ["as they should be", undefined, true],
    ["in GLM-4-9B's broken form", "broken-tool-calls", true],
    ["in one piece", undefined, false],
  ])("%s arrive with name, id and JSON", async (_, name, stream) => {
    if (name) await scenario(name);
    const calls = await callsOf(
      await start(chat("What is the weather in Shanghai?", { ...weather, stream })),
    );
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ name: "get_weather", toolCallId: expect.stringMatching(/./) });
    expect(JSON.parse(calls[0]?.text ?? "")).toBeTypeOf("object");
  });

  test("side by side, whole or broken, stay apart", async () => {
    for (const name of ["parallel-tool-calls", "broken-tool-calls"]) {
      await scenario(name, name === "parallel-tool-calls" ? { count: 3 } : {});
      const calls = await callsOf(await start(chat("What is the weather in Shanghai?", weather)));
      expect(calls).toHaveLength(3);
      expect(new Set(calls.map((call) => call.toolCallId)).size).toBe(3);
      for (const call of calls) expect(JSON.parse(call.text)).toBeTypeOf("object");
    }
  });

  test("that were forced are there although the answer ends as «stop»", async () => {
    const runId = await start(
      chat("Shanghai", { ...weather, model: "Qwen/Qwen3.5-4B", tool_choice: "required" }),
    );
    expect(await callsOf(runId)).toHaveLength(1);
    expect(endOf(await eventsOf(runId))).toMatchObject({ state: "completed", finishReason: "stop" });
  });
});

function fill(more: Record<string, unknown> = {}): RunRequest {
  const input = {
    model: "deepseek-ai/DeepSeek-V3",
    prompt: "def add(a, b):\n",
    suffix: "\nprint(add(1, 2))\n",
  };
  return { operation: "completions", input: { ...input, stream: true, ...more } };
}

describe("filling a gap", () => {
  test.each([true, false])("gives the text with its indentation (stream %s)", async (stream) => {
    const events = await eventsOf(await start(fill({ stream })));
    expect(textOf(events, "text-delta")).toBe("    return a + b");
    expect(endOf(events)).toMatchObject({ state: "completed", finishReason: "stop" });
    expect(events.find((event) => event.type === "usage")).toMatchObject({ usage: { estimated: false } });
    expect(events[0]).toMatchObject({ type: "run-start", operation: "completions" });
  });

  test("gives n texts", async () => {
    const runId = await start(fill({ n: 3 }));
    const starts = (await eventsOf(runId)).filter((event) => event.type === "text-start");
    expect(starts.map(({ choice }) => choice)).toEqual([0, 1, 2]);
  });

  test("is estimated from prompt, suffix and answer where no usage is named", async () => {
    await scenario("usage-missing");
    const events = await eventsOf(await start(fill()));
    const usage = events.find((event) => event.type === "usage")?.usage;
    expect(usage).toMatchObject({ estimated: true });
    expect(usage?.inputTokens).toBeGreaterThan(8);
  });

  test.each([
    ["error-20012", {}, "model-not-found", 1],
    ["error-openai", {}, "invalid-parameter", 1],
    ["error-50505", {}, "overloaded", 3],
    ["missing-finish", {}, "stream-truncated", 1],
    ["cut-after-frames", { frames: 2 }, "stream-truncated", 1],
    ["error-in-stream", { frames: 2, shape: "openai" }, "upstream-failed", 1],
    ["stall", { frames: 2 }, "idle-timeout", 1],
    ["json-200-error", {}, "upstream-failed", 1],
    ["huge-frame", { bytes: 30_000_000 }, "response-too-large", 1],
  ])("%s %j fails as %s", async (name, params, code, calls) => {
    await scenario(name, params);
    const events = await eventsOf(await start(fill()));
    expect(errorOf(events)?.code).toBe(code);
    expect(endOf(events)?.state).toBe("failed");
    expect(simulator.requests().filter(({ path }) => path === "/v1/completions")).toHaveLength(calls);
  });

  test("by a model that cannot is refused with the field's name", async () => {
    const events = await eventsOf(await start(fill({ model: "Qwen/Qwen3-8B" })));
    expect(errorOf(events)).toMatchObject({ code: "invalid-parameter", upstreamCode: 20015 });
  });
});

/** One pixel. */
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

const lookAt = (url: string) => ({
  model: "Qwen/Qwen3-VL-8B-Instruct",
  messages: [
    {
      role: "user" as const,
      content: [
        { type: "text" as const, text: `Say exactly: ${url}` },
        { type: "image_url" as const, image_url: { url, detail: "low" as const } },
      ],
    },
  ],
});

describe("an upload in a run", () => {
  test("goes to SiliconFlow as its bytes and stays an id everywhere else", async () => {
    const { id } = await uploads.put(Readable.from([png]));
    const runId = await start(chat("", lookAt(`blob:${id}`)));
    expect(endOf(await eventsOf(runId))?.state).toBe("completed");
    expect(chatCalls()[0]?.body).toMatchObject({
      messages: [
        {
          content: [
            { text: `Say exactly: blob:${id}` },
            { image_url: { url: `data:image/png;base64,${png.toString("base64")}`, detail: "low" } },
          ],
        },
      ],
    });
    const told = JSON.stringify(await engine.snapshot(runId));
    expect(told).toContain(`blob:${id}`);
    expect(told).not.toContain("base64");
  });

  test("that is gone fails the run before anything is called", async () => {
    const events = await eventsOf(await start(chat("", lookAt(`blob:blob_${"0".repeat(64)}`))));
    expect(errorOf(events)?.code).toBe("blob-missing");
    expect(endOf(events)?.state).toBe("failed");
    expect(events.some((event) => event.type === "usage")).toBe(false);
    expect(chatCalls()).toHaveLength(0);
  });
});

describe("a disk that does not give an upload back", () => {
  test("fails the run and nothing else", async () => {
    const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
    const lost = testEngine(async () => database, upstream, {
      bodyOf: () => Promise.reject(new AppFailure(appError("storage-unavailable"))),
    });
    const events = await eventsOf(await start(chat("hello"), lost), 0, lost);
    expect(errorOf(events)?.code).toBe("storage-unavailable");
    expect(endOf(events)?.state).toBe("failed");
    expect(chatCalls()).toHaveLength(0);
  });
});

describe("settling", () => {
  test("writes one ledger row for what SiliconFlow counted", async () => {
    const before = (await database.orm.select().from(ledger)).length;
    const runId = await start(chat("Say exactly: one two three"));
    const usage = (await eventsOf(runId)).find((event) => event.type === "usage");
    await engine.drain(1000);
    const rows = await database.orm.select().from(ledger);
    expect(rows).toHaveLength(before + 1);
    expect(rows.at(-1)).toMatchObject({
      door: "browser",
      state: "completed",
      estimated: false,
      priceMicroCny: 500_000,
    });
    expect(rows.at(-1)?.outputTokens).toBe(usage?.usage.outputTokens);
  });
});

describe("the end of the process", () => {
  test("SIGTERM lets short answers finish and marks the rest as interrupted, with their text", async () => {
    await pace({ speed: 1, tokensPerSecond: 200, firstTokenMs: 5 });
    const short = await start(chat("repeat 5 words"));
    const long = await start(chat("repeat 5000 words"));
    await firstDelta(long);
    await engine.drain(600);
    expect(endOf(await eventsOf(short))?.state).toBe("completed");
    const events = await eventsOf(long);
    expect(endOf(events)?.state).toBe("interrupted");
    expect(textOf(events, "text-delta").length).toBeGreaterThan(10);
    expect(await engine.start(chat("late"), "key-that-comes-late")).toMatchObject({
      ok: false,
      error: { code: "draining" },
    });
  });

  test("kill -9 leaves the stored text, and the next start says interrupted", async () => {
    const run = {
      id: "run_killed",
      idempotencyKey: "key-of-the-killed",
      fingerprint: "f",
      operation: "chat.completions",
      model: "m",
      input: {},
      startedAt: new Date(),
    };
    await store.create(run);
    const start = JSON.stringify({
      type: "run-start",
      runId: run.id,
      operation: run.operation,
      model: "m",
      startedAt: 0,
      at: 0,
    });
    const delta = JSON.stringify({ type: "text-delta", part: "text-0-1", delta: "as far as", at: 7 });
    await store.append([{ runId: run.id, firstSequence: 1, lines: [start, delta] }]);
    await newEngine().recover();
    const events = await eventsOf(run.id);
    expect(textOf(events, "text-delta")).toBe("as far as");
    expect(endOf(events)).toMatchObject({ state: "interrupted", at: 7 });
  });

  test("is forgotten after a week, also by a server that was never restarted, and what it cost stays known", async () => {
    const old = await start(chat("Say exactly: long ago"));
    const fresh = await start(chat("Say exactly: today"));
    for (const runId of [old, fresh]) await eventsOf(runId);
    const startedAt = new Date(Date.now() - 8 * 24 * 60 * 60 * 1000);
    await database.orm.update(runs).set({ startedAt }).where(eq(runs.id, old));
    await engine.forgetOld();
    expect(await store.find(old)).toBeUndefined();
    expect(await store.find(fresh)).toBeDefined();
    expect((await database.orm.select().from(ledger)).map(({ runId }) => runId)).toContain(old);
  });
});
