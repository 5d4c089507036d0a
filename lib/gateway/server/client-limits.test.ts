import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { amountsGate, batchGate, keyModelsGate } from "./call-gates";
import { ClientLimits } from "./client-limits";
import type { AskedCall } from "./gate";
import { ModelOffer } from "./model-offer";
import { openTestDoor, type TestDoor } from "./test-door";

const directory = mkdtempSync(path.join(tmpdir(), "gateway-"));
vi.stubEnv("LOG_LEVEL", "silent");
vi.stubEnv("DATA_DIR", directory);

const model = "deepseek-ai/DeepSeek-V3";

const key = "sk-alice-0123456789";
let now = 0;
let limits = new ClientLimits(20, () => now);
let simulator: Simulator;
let gateway: TestDoor;

beforeAll(async () => {
  const offer = new ModelOffer({
    patterns: ["deepseek-ai/*", "Qwen/*"],
    named: [
      { id: model, name: "DeepSeek" },
      { id: "ours/secret", owned_by: "us" },
    ],
    providerLabel: "Label",
  });
  simulator = await startSimulator({ speed: 0 });
  gateway = await openTestDoor({
    baseUrl: `${simulator.url}/v1`,
    apiKey: "sk-CANARY-upstream",
    offer,
    gates: [batchGate, offer.gate, keyModelsGate, amountsGate, (asked) => limits.gate(asked)],
  });
});
afterAll(async () => {
  await gateway.close();
  await simulator.close();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  now = 1_800_000_000_000;
  limits = new ClientLimits(20, () => now);
  await control(simulator, "POST", "reset");
  await control(simulator, "POST", "pace", { speed: 0 });
});

const setKeys = (keys: Record<string, unknown>[]) =>
  writeFileSync(path.join(directory, "keys.json"), JSON.stringify({ keys }));
const alice = (more: Record<string, unknown> = {}) => setKeys([{ name: "Alice", key, ...more }]);

const ask = (by: string, more: Record<string, unknown> = {}, signal?: AbortSignal) =>
  fetch(`${gateway.url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${by}` },
    body: JSON.stringify({ model, messages: [{ role: "user", content: "Say exactly: hi" }], ...more }),
    ...(signal && { signal }),
  });

async function refusal(answer: Response) {
  const { error } = await answer.json();
  return { status: answer.status, retryAfter: answer.headers.get("retry-after"), ...error };
}

test("of 200 calls that come at once exactly as many begin as the minute allows", async () => {
  alice({ requestsPerMinute: 10 });
  const answers = await Promise.all(Array.from({ length: 200 }, () => ask(key)));
  const statuses = answers.map(({ status }) => status);
  expect(statuses.filter((status) => status === 200)).toHaveLength(10);
  expect(statuses.filter((status) => status === 429)).toHaveLength(190);
  expect(simulator.requests()).toHaveLength(10);
  await Promise.all(answers.map((answer) => answer.text()));
  expect(limits.held).toEqual({ tokens: 0, running: 0 });
});

test("a model that is named twice, in other letters, is refused", async () => {
  alice({ models: [model] });
  const answer = await refusal(await ask(key, { Model: "Qwen/Qwen3-8B" }));
  expect(answer).toMatchObject({ status: 400 });
  expect(simulator.requests()).toEqual([]);
});

test("who made all requests of a minute is told in OpenAI's words how long to wait, and may go on then", async () => {
  alice({ requestsPerMinute: 2 });
  for (const wait of [0, 20_000]) {
    now += wait;
    expect((await ask(key)).status).toBe(200);
  }
  now += 10_000;
  expect(await refusal(await ask(key))).toMatchObject({
    status: 429,
    retryAfter: "30",
    type: "rate_limit_error",
    code: "key-limit-reached",
    message: expect.stringContaining("limit of requests a minute is 2"),
  });
  now += 30_000;
  expect((await ask(key)).status).toBe(200);
  expect((await ask(key)).status).toBe(429);
});

test("tokens count as they were really used, and the expected ones while a call runs", async () => {
  alice({ tokensPerMinute: 1000 });
  const first = await ask(key, { max_tokens: 100 });
  const { usage } = await first.json();
  const taken = usage.total_tokens;
  expect(taken).toBeLessThan(100);
  // What is left is held by one call, so that no other begins beside it.
  const asked = { ...anyCall(), client: { id: "alice", tokensPerMinute: 1000 }, expectedTokens: 900 };
  const one = limits.gate(asked);
  expect(one.ok).toBe(true);
  expect(limits.gate(asked)).toMatchObject({
    ok: false,
    error: { code: "key-limit-reached", retryAfterSeconds: 5 },
  });
  if (one.ok) one.value(1000);
  now += 15_000;
  expect(limits.gate(asked)).toMatchObject({
    ok: false,
    error: { limit: "tokensPerMinute", retryAfterSeconds: 45 },
  });
  now += 45_000;
  expect(limits.gate(asked)).toMatchObject({ ok: true });
});

test("a call without max_tokens may begin where its key has fewer tokens than it might take", async () => {
  alice({ tokensPerMinute: 50 });
  expect((await ask(key)).status).toBe(200);
});

const anyCall = (): AskedCall => ({
  operation: "chat.completions",
  model,
  input: {},
  client: undefined,
  cost: { microCny: 0, free: false },
  expectedTokens: 10,
});

test("no more streams run at once than the key may have; when one ends, another may begin", async () => {
  alice({ streamsAtOnce: 3 });
  await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 20, firstTokenMs: 5 });
  const long = { stream: true, messages: [{ role: "user", content: "repeat 500 words" }] };
  const readers = Array.from({ length: 3 }, () => new AbortController());
  const open = await Promise.all(readers.map(({ signal }) => ask(key, long, signal)));
  expect(open.map(({ status }) => status)).toEqual([200, 200, 200]);
  const more = await Promise.all(Array.from({ length: 27 }, () => ask(key, long)));
  expect(new Set(more.map(({ status }) => status))).toEqual(new Set([429]));
  readers[0]?.abort();
  await vi.waitFor(() => expect(limits.held.running).toBe(2));
  expect((await ask(key)).status).toBe(200);
  for (const reader of readers) reader.abort();
  await vi.waitFor(() => expect(limits.held.running).toBe(0));
});

test("a key that says nothing of it has the usual number of calls at once, so that others have room", async () => {
  setKeys([
    { name: "Runaway", key },
    { name: "Bob", key: `${key}-bob` },
  ]);
  await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 20, firstTokenMs: 5 });
  const long = { stream: true, messages: [{ role: "user", content: "repeat 500 words" }] };
  const reader = new AbortController();
  const all = await Promise.all(Array.from({ length: 30 }, () => ask(key, long, reader.signal)));
  expect(all.filter(({ status }) => status === 200)).toHaveLength(20);
  expect(all.filter(({ status }) => status === 429)).toHaveLength(10);
  const others = await ask(`${key}-bob`, long, reader.signal);
  expect(others.status).toBe(200);
  reader.abort();
  await vi.waitFor(() => expect(limits.held.running).toBe(0));
});

test("changed limits count for the next call; what runs gives back what it took", () => {
  const asked = { ...anyCall(), expectedTokens: 100 };
  const before = limits.gate({ ...asked, client: { id: "a", tokensPerMinute: 1000 } });
  const changed = { id: "a", tokensPerMinute: 150, streamsAtOnce: 2 };
  expect(limits.gate({ ...asked, client: changed })).toMatchObject({ ok: false });
  if (before.ok) before.value(40);
  expect(limits.held).toEqual({ tokens: 0, running: 0 });
  expect(limits.gate({ ...asked, client: changed })).toMatchObject({ ok: true });
});

test("nothing is held once all calls have ended, however they ended", async () => {
  alice({ tokensPerMinute: 1e9, requestsPerMinute: 1e9, streamsAtOnce: 1000 });
  const call = fc.record({
    stream: fc.boolean(),
    leavesAfterMs: fc.option(fc.nat({ max: 8 })),
    scenario: fc.option(
      fc.constantFrom(
        "error-20015",
        "error-50505",
        "cut-after-frames;frames=3",
        "reset",
        "html-200",
        "missing-finish",
      ),
    ),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(call, { minLength: 1, maxLength: 12 }), async (calls) => {
      for (const { scenario } of calls)
        if (scenario) {
          const [name = "", parameter] = scenario.split(";");
          const params = parameter ? { frames: 3 } : {};
          await control(simulator, "POST", "scenario", { name, params });
        }
      await Promise.all(
        calls.map(async ({ stream, leavesAfterMs }) => {
          const reader = new AbortController();
          if (leavesAfterMs !== null) setTimeout(() => reader.abort(), leavesAfterMs);
          await ask(key, { stream }, reader.signal).then(
            (answer) => answer.text().catch(() => {}),
            () => {},
          );
        }),
      );
      await vi.waitFor(() => expect(limits.held).toEqual({ tokens: 0, running: 0 }));
    }),
    { numRuns: 12 },
  );
});

describe("a key that has limits", () => {
  test.each([
    ["max_tokens", 1e9],
    ["max_tokens", -1],
    ["max_tokens", "1e3"],
    ["max_tokens", 1.5],
    ["max_completion_tokens", 1e9],
    ["n", 100],
    ["n", 0],
    ["batch_size", 64],
  ])("asks for %s %j in vain, and SiliconFlow is not asked", async (field, value) => {
    alice({ yuanPerDay: 5 });
    expect(await refusal(await ask(key, { [field]: value }))).toMatchObject({
      status: 400,
      type: "invalid_request_error",
      param: field,
    });
    const written = `"${field}":${JSON.stringify(value)}`; // a call that was left before may still arrive
    expect(simulator.requests().filter(({ body }) => JSON.stringify(body).includes(written))).toEqual([]);
  });

  test("may ask for what makes sense", async () => {
    alice({ yuanPerDay: 5 });
    expect((await ask(key, { max_tokens: 4096, n: 1 })).status).toBe(200);
  });
});

describe("a key of some models cannot reach another", () => {
  const allowed = "Qwen/Qwen3-8B";
  const send = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
    fetch(`${gateway.url}/v1${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, ...headers },
      body,
    });
  const json = { "content-type": "application/json" };
  const messages = '"messages":[{"role":"user","content":"Say exactly: hi"}]';
  beforeEach(() => alice({ models: [allowed, "TeleAI/*", "batch"] }));

  test("by naming it first and its own one last: SiliconFlow reads one name only", async () => {
    const body = `{"model":"${model}",${messages},"model":"${allowed}","\\u006dodel":"${allowed}"}`;
    expect((await send("/chat/completions", body, json)).status).toBe(200);
    expect(simulator.requests()).toMatchObject([{ body: { model: allowed } }]);
  });

  test("by writing it with capitals, which some libraries take for the same", async () => {
    const body = `{"model":"${allowed}",${messages},"Model":"${model}"}`;
    expect(await refusal(await send("/chat/completions", body, json))).toMatchObject({ status: 400 });
    expect(simulator.requests()).toEqual([]);
  });

  test.each([
    ["a second field", "model", "Qwen/Other"],
    ["capitals", "MODEL", "Qwen/Other"],
    ["a file", "model", new Blob(["Qwen/Other"])],
  ])("by %s of a form", async (_, name, other) => {
    const form = new FormData();
    form.append(name, other);
    form.append("model", "TeleAI/TeleSpeechASR");
    form.append("file", new Blob(["sound"], { type: "audio/mpeg" }), "a.mp3");
    expect(await refusal(await send("/audio/transcriptions", form))).toMatchObject({ status: 400 });
    expect(simulator.requests()).toEqual([]);
  });

  test("by a batch, whose models stand in its file: it names one that the key has for all its lines", async () => {
    const batch = (more: object) =>
      send("/batches", JSON.stringify({ input_file_id: "file-a", completion_window: "24h", ...more }), json);
    expect(await refusal(await batch({}))).toMatchObject({ status: 400, param: "replace.model" });
    expect(await refusal(await batch({ replace: { model } }))).toMatchObject({
      status: 403,
      code: "model-not-allowed",
    });
    expect(simulator.requests()).toEqual([]);
    await batch({ replace: { model: allowed } });
    expect(simulator.requests()).toMatchObject([{ body: { replace: { model: allowed } } }]);
  });
});

test.each([{ tokensPerMinute: 1000 }, { yuanPerDay: 1 }, { yuanPerMonth: 1 }])(
  "a key with %j makes no batches, which would cost what they like",
  (limit) => {
    const asked = { ...anyCall(), operation: "batches", model: "batch", client: { id: "a", ...limit } };
    expect(batchGate(asked)).toMatchObject({ ok: false, error: { code: "batches-not-allowed" } });
    expect(batchGate({ ...asked, client: { id: "a", requestsPerMinute: 5 } })).toMatchObject({ ok: true });
    expect(batchGate({ ...asked, client: undefined })).toMatchObject({ ok: true });
  },
);

test("what a batch used is in the ledger, though its key has reached a limit when the results are fetched", async () => {
  const used = { prompt_tokens: 7, completion_tokens: 5, total_tokens: 12 };
  const answer = { model, choices: [], usage: used };
  const line = { custom_id: "a", response: { status_code: 200, body: answer }, error: null };
  const form = new FormData();
  form.append("purpose", "batch");
  form.append("file", new Blob([`${JSON.stringify(line)}\n`]), "results.jsonl");
  alice({ requestsPerMinute: 1, models: ["Qwen/*"] });
  const headers = { authorization: `Bearer ${key}` };
  const upload = await fetch(`${gateway.url}/v1/files`, { method: "POST", headers, body: form });
  const { id } = await upload.json();
  expect((await ask(key, { model: "Qwen/Qwen3-8B" })).status).toBe(200);
  expect((await ask(key, { model: "Qwen/Qwen3-8B" })).status).toBe(429);
  gateway.ledger.length = 0;
  const settled = gateway.settled();
  await (await fetch(`${gateway.url}/v1/files/${id}/content`, { headers })).text();
  expect(await settled).toMatchObject({
    operation: "batches",
    model,
    usage: { inputTokens: 7, outputTokens: 5 },
    clientKey: expect.any(String),
  });
});

describe("models", () => {
  test("that are not the key's are refused by name, and not listed", async () => {
    alice({ models: ["Qwen/*"] });
    expect(await refusal(await ask(key))).toMatchObject({
      status: 403,
      type: "permission_error",
      code: "model-not-allowed",
      param: "model",
      message: expect.stringContaining(model),
    });
    expect((await ask(key, { model: "Qwen/Qwen3-8B" })).status).toBe(200);
    expect(simulator.requests()).toHaveLength(1);
    const { data } = await list();
    expect(data.length).toBeGreaterThan(3);
    expect(data.every(({ id }) => id.startsWith("Qwen/"))).toBe(true);
  });

  test("that this server does not offer do not exist, in OpenAI's words", async () => {
    alice();
    expect(await refusal(await ask(key, { model: "Pro/zai-org/GLM-4.7" }))).toMatchObject({
      status: 404,
      code: "model_not_found",
      param: "model",
    });
    expect(simulator.requests()).toEqual([]);
  });

  test("are listed with the administrator's names, additions and owner", async () => {
    alice();
    const { data } = await list();
    expect(data.find(({ id }) => id === model)).toMatchObject({
      name: "DeepSeek",
      owned_by: "Label",
      object: "model",
    });
    expect(data.find(({ id }) => id === "ours/secret")).toMatchObject({ owned_by: "us", object: "model" });
    expect(data.some(({ id }) => id.startsWith("Pro/"))).toBe(false);
    const chat = await list("?sub_type=chat");
    expect(chat.data.some(({ id }) => id === "ours/secret")).toBe(false);
  });

  async function list(query = ""): Promise<{ data: { id: string }[] }> {
    const answer = await fetch(`${gateway.url}/v1/models${query}`, { headers: { "x-api-key": key } });
    return answer.json();
  }
});

describe("a program's key", () => {
  test("is told apart in the ledger, without a part of it", async () => {
    gateway.ledger.length = 0;
    setKeys([
      { name: "Alice", key },
      { name: "Bob", key: `${key}-bob` },
    ]);
    for (const one of [key, `${key}-bob`]) await (await ask(one)).text();
    const [a, b] = gateway.ledger.map(({ clientKey }) => clientKey ?? "");
    expect(a).toMatch(/^[0-9a-f]{8}$/);
    expect(b).not.toBe(a);
    expect(key).not.toContain(a);
  });

  test("that is taken away is refused on its next call", async () => {
    alice();
    expect((await ask(key)).status).toBe(200);
    setKeys([]);
    expect((await ask(key)).status).toBe(401);
    expect((await fetch(`${gateway.url}/v1/models`)).status).toBe(401);
  });

  test("never chooses where a call goes: neither address, host nor key of SiliconFlow's", async () => {
    alice();
    const canary = "http://127.0.0.1:9";
    const headers = {
      "content-type": "application/json",
      "x-api-key": key,
      "x-base-url": canary,
      "x-forwarded-host": "evil.example",
      "openai-base-url": canary,
      "x-upstream-key": "sk-evil",
    };
    const body = {
      model,
      messages: [{ role: "user", content: "Say exactly: hi" }],
      base_url: canary,
      api_base: canary,
      api_key: "sk-evil",
    };
    const answer = await fetch(`${gateway.url}/v1/chat/completions?base_url=${canary}&key=sk-evil`, {
      method: "POST",
      headers,
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
    expect(simulator.requests().map(({ path }) => path)).toEqual(["/v1/chat/completions"]);
    expect(JSON.stringify([...answer.headers]) + (await answer.text())).not.toContain("CANARY");
    for (const path of ["/v1/%2e%2e/chat/completions", "/v1//chat/completions", "/v1/@evil/models"])
      expect((await fetch(gateway.url + path, { headers })).status).toBe(404);
    expect(simulator.requests()).toHaveLength(1);
  });
});
