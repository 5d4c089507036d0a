import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { type EndedCall, listenToClientCalls } from "@/lib/http/server/client-call";
import { withCircuitBreaker } from "@/lib/siliconflow/server/circuit-breaker";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { ClientLimits } from "./client-limits";
import { GatewayMetrics } from "./gateway-metrics";
import { requestLine } from "./request-log";
import { openTestDoor, type TestDoor } from "./test-door";

const directory = mkdtempSync(path.join(tmpdir(), "metrics-"));
vi.stubEnv("LOG_LEVEL", "silent");
vi.stubEnv("DATA_DIR", directory);

const model = "deepseek-ai/DeepSeek-V3";
const key = "sk-CANARY-key-0123456789";
const secret = "CANARY-prompt";

let simulator: Simulator;
let gateway: TestDoor;
let metrics: GatewayMetrics;
let ended: EndedCall[];

beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
  writeFileSync(
    path.join(directory, "keys.json"),
    JSON.stringify({ keys: [{ name: 'Alice "A"', key, requestsPerMinute: 1000 }] }),
  );
});
afterAll(async () => {
  await simulator.close();
  rmSync(directory, { recursive: true });
});
beforeEach(async () => {
  await gateway?.close();
  await control(simulator, "POST", "reset");
  metrics = new GatewayMetrics((id) => id === model);
  ended = [];
  listenToClientCalls((call) => {
    metrics.note(call);
    ended.push(call);
  });
  gateway = await openTestDoor({
    baseUrl: `${simulator.url}/v1`,
    gates: [new ClientLimits(100).gate, metrics.gate],
    cny: 0.25,
    around: (upstream) => withCircuitBreaker(upstream, { onFailure: metrics.noteFailure }),
  });
});
afterAll(() => gateway.close());

const ask = (more: Record<string, unknown> = {}, by = key) =>
  fetch(`${gateway.url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${by}` },
    body: JSON.stringify({ model, messages: [{ role: "user", content: `Say exactly: ${secret}` }], ...more }),
  });

async function answered(more: Record<string, unknown> = {}, by = key): Promise<EndedCall> {
  const before = ended.length;
  await (await ask(more, by)).text();
  await vi.waitFor(() => expect(ended).toHaveLength(before + 1));
  const last = ended.at(-1);
  if (!last) throw new Error("no call");
  return last;
}

async function metricOf(line: string): Promise<number> {
  const { body } = await metrics.text();
  const found = body.split("\n").find((text) => text.startsWith(`siliconflow_gateway_${line} `));
  return Number(found?.split(" ").at(-1) ?? Number.NaN);
}

test.each([true, false])("a call is one line, with what it took and cost (stream: %s)", async (stream) => {
  const call = await answered({ stream });
  expect(requestLine(call)).toEqual({
    method: "POST",
    path: "/v1/chat/completions",
    status: 200,
    keyId: expect.stringMatching(/^[0-9a-f]{8}$/),
    keyName: 'Alice "A"',
    model,
    ms: expect.any(Number),
    firstByteMs: expect.any(Number),
    inputTokens: gateway.ledger[0]?.usage.inputTokens,
    outputTokens: gateway.ledger[0]?.usage.outputTokens,
    cny: 0.25,
    traceId: expect.stringMatching(/^ti_/),
  });
  expect(call.firstByteMs).toBeLessThanOrEqual(call.milliseconds);
});

test("no line, and no metric, ever holds a key, a prompt or an answer", async () => {
  await answered({ stream: true });
  await answered({ model: `${"x".repeat(200)}${secret}` });
  await answered({}, `${key}-wrong`);
  await control(simulator, "POST", "scenario", { name: "error-20015" });
  await answered();
  const lines = JSON.stringify(ended.map(requestLine)) + (await metrics.text()).body;
  expect(lines).not.toContain("CANARY");
  expect(lines).not.toContain(key.slice(0, 12));
  expect(lines).toContain('"error":"unauthorized"');
});

test("calls, tokens and yuan are counted by operation, status, key and model", async () => {
  for (let made = 0; made < 3; made += 1) await answered();
  await answered({ messages: [] });
  const named = 'operation="chat.completions",status="2xx",key="Alice \\"A\\""';
  expect(await metricOf(`requests_total{${named}}`)).toBe(3);
  const [entry] = gateway.ledger;
  expect(await metricOf(`tokens_total{model="${model}",key="Alice \\"A\\"",direction="in"}`)).toBe(
    3 * (entry?.usage.inputTokens ?? 0),
  );
  expect(await metricOf(`cost_yuan_total{model="${model}",key="Alice \\"A\\""}`)).toBe(0.75);
  expect(await metricOf('request_duration_seconds_count{operation="chat.completions"}')).toBe(3);
  expect(await metricOf('first_byte_seconds_count{operation="chat.completions"}')).toBe(3);
  const { body, contentType } = await metrics.text();
  expect(contentType).toContain("version=0.0.4");
  expect(body).toMatch(/^process_resident_memory_bytes \d+/m);
  expect(body).toMatch(/^process_start_time_seconds \d+/m);
});

test("models that nobody knows, and keys that are none, add no label", async () => {
  for (let made = 0; made < 5; made += 1) {
    await answered({ model: `made-up/${made}` });
    await answered({}, `sk-made-up-${made}`);
  }
  const { body } = await metrics.text();
  expect(body).not.toContain("made-up");
  expect(body).toContain('operation="/v1/chat/completions",status="4xx",key="none"');
});

test("running calls, refusals by limits and failures of SiliconFlow's are told", async () => {
  await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 20, firstTokenMs: 5 });
  const reader = new AbortController();
  const stream = await fetch(`${gateway.url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-api-key": key },
    body: JSON.stringify({ model, stream: true, messages: [{ role: "user", content: "repeat 500 words" }] }),
    signal: reader.signal,
  });
  expect(stream.status).toBe(200);
  expect(await metricOf('running_calls{operation="chat.completions"}')).toBe(1);
  reader.abort();
  await vi.waitFor(async () => expect(await metricOf('running_calls{operation="chat.completions"}')).toBe(0));
  await control(simulator, "POST", "pace", { speed: 0 });
  await control(simulator, "POST", "scenario", { name: "error-50505" });
  await answered();
  expect(await metricOf('upstream_failures_total{code="503"}')).toBe(1);
});

test("a SiliconFlow that only fails is left alone, and the caller is told how long without a call", async () => {
  await control(simulator, "POST", "scenario", { name: "error-50505" });
  for (let made = 0; made < 20; made += 1) await answered();
  const answer = await ask();
  expect(answer.status).toBe(503);
  expect(Number(answer.headers.get("retry-after"))).toBeLessThanOrEqual(5);
  expect(await answer.json()).toMatchObject({ error: { code: "circuit-open", type: "server_error" } });
  expect(simulator.requests()).toHaveLength(20);
});
