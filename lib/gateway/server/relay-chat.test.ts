import { once } from "node:events";
import { createServer, type IncomingMessage, type Server, request as send } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { notePeerAddress } from "@/lib/http/server/peer-address";
import { serve } from "@/lib/http/server/web-adapter";
import type { LedgerEntry } from "@/lib/runs/server/run-store";
import { createUpstream, type Upstream, type UpstreamSettings } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, dataOf, openChat, streamedText } from "@/lib/simulator/test-client";
import { CallDesk } from "./call-desk";
import type { RelayParts } from "./relay";
import { gatewayChatSchema, relayChat } from "./relay-chat";

vi.stubEnv("LOG_LEVEL", "silent");

const model = "deepseek-ai/DeepSeek-V3";
const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 900,
  idleTimeoutMs: 400,
  totalTimeoutMs: 10_000,
};

type Entry = LedgerEntry;

/** The gateway's parts without a budget, with a ledger of one's own. */
function partsWith(upstream: Upstream, record: (entry: Entry) => Promise<void>): RelayParts {
  const desk = new CallDesk({
    admit: async () => ok(() => {}),
    priceOf: () => ({ kind: "unknown" }),
    record,
    onUnwritten: () => {},
  });
  return { upstream, desk, onLimit: () => {} };
}

let simulator: Simulator;
let gateway: Server;
let url: string;
let ledger: Entry[];
let settled: (entry: Entry) => void;
const doors: Server[] = [];

const simulatorOptions = { speed: 0, seed: "guard", now: () => 1_790_000_000_000 };

/** The client door in front of an upstream, as the server has it. */
async function openGateway(settings: Partial<UpstreamSettings> = {}): Promise<string> {
  const upstream = createUpstream({
    ...clocks,
    baseUrl: `${simulator.url}/v1`,
    apiKey: "sk-test",
    ...settings,
  });
  const settle = async (entry: Entry) => {
    ledger.push(entry);
    settled(entry);
  };
  const route = defineRoute({
    method: "POST",
    path: "/v1/chat/completions",
    door: "client",
    body: gatewayChatSchema,
    handle: (request) => relayChat(partsWith(upstream, settle), request),
  });
  const door = createNodeDoor([route]);
  gateway = createServer((request, response) => {
    if (!door(request, response)) response.writeHead(404).end();
  });
  doors.push(gateway);
  gateway.listen(0, "127.0.0.1");
  await once(gateway, "listening");
  return `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
}

beforeEach(async () => {
  ledger = [];
  settled = () => {};
  simulator = await startSimulator(simulatorOptions);
  url = await openGateway();
});
afterEach(async () => {
  for (const door of doors.splice(0)) {
    door.close();
    door.closeAllConnections();
  }
  await simulator.close();
});

const scenario = (name: string, params: Record<string, string | number> = {}) =>
  control(simulator, "POST", "scenario", { name, params });

function ask(body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(`${url}/v1/chat/completions`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
}

const question = (content: string, more: Record<string, unknown> = {}) => ({
  model,
  messages: [{ role: "user", content }],
  ...more,
});

const nextEntry = () =>
  new Promise<Entry>((resolve) => {
    settled = resolve;
  });

describe("the answer is SiliconFlow's, byte for byte", () => {
  const odd = `{ "model":"${model}" , "messages":[{"role":"user","content":"用中文写一首诗 🌍","name":"x"}],
  "temperature":0.70, "some_new_field":{"a":[1,2.0]},"stream":`;

  test.each([
    ["streamed", `${odd} true }`],
    ["whole", `${odd} false }`],
  ])("%s", async (_, text) => {
    const other = await startSimulator(simulatorOptions);
    const direct = await openChat(other, text);
    const relayed = await ask(text);
    expect(relayed.status).toBe(200);
    expect(relayed.headers.get("x-siliconcloud-trace-id")).toBe(
      direct.headers.get("x-siliconcloud-trace-id"),
    );
    const bytes = Buffer.from(await relayed.arrayBuffer());
    expect(bytes.equals(Buffer.from(await direct.arrayBuffer()))).toBe(true);
    expect(bytes.length).toBeGreaterThan(200);
    await other.close();
  });

  test.each([
    ["comments"],
    ["crlf"],
    ["cr"],
    ["byte-order-mark"],
    ["no-space"],
    ["multi-line-data"],
    ["retry-line"],
    ["split"],
    ["bad-json-frame"],
    ["empty-choices"],
    ["no-delta"],
    ["unknown-fields"],
    ["missing-done"],
  ])("also where it is odd: %s", async (name) => {
    const body = question("写一首诗", { stream: true });
    const other = await startSimulator(simulatorOptions);
    const direct = await openChat(other, body, { scenario: name });
    await scenario(name);
    const relayed = Buffer.from(await (await ask(body)).arrayBuffer());
    expect(relayed.equals(Buffer.from(await direct.arrayBuffer()))).toBe(true);
    await other.close();
  });

  test("what was asked reaches SiliconFlow as it was written, without the caller's headers", async () => {
    const seen: { text: string; headers: Record<string, unknown> } = { text: "", headers: {} };
    const upstream = createServer(async (request, response) => {
      for await (const chunk of request) seen.text += chunk;
      seen.headers = request.headers;
      response.setHeader("content-type", "application/json");
      response.end('{ "choices" : [] }');
    });
    doors.push(upstream);
    upstream.listen(0, "127.0.0.1");
    await once(upstream, "listening");
    url = await openGateway({ baseUrl: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1` });
    const text = `${odd}  null,"n":1e0}`;
    const answer = await ask(text, {
      authorization: "Bearer sf-caller",
      cookie: "session=1",
      "x-base-url": "http://evil.example",
      "x-forwarded-for": "127.0.0.1",
      "openai-organization": "org",
    });
    expect(await answer.text()).toBe('{ "choices" : [] }');
    expect(seen.text).toBe(text);
    expect(seen.headers["authorization"]).toBe("Bearer sk-test");
    for (const name of ["cookie", "x-base-url", "x-forwarded-for", "openai-organization"])
      expect(seen.headers[name]).toBeUndefined();
  });

  test.each(["gzip", "br", "deflate"])(
    "unpacked when it comes as %s, whole and streamed",
    async (encoding) => {
      await scenario("compressed", { encoding });
      for (const stream of [true, false]) {
        const answer = await ask(question("Say exactly: 你好", { stream }));
        for (const name of ["content-encoding", "set-cookie"]) expect(answer.headers.get(name)).toBeNull();
        const text = await answer.text();
        expect(stream ? streamedText(text).content : JSON.parse(text).choices[0].message.content).toBe(
          "你好",
        );
        expect(Number(answer.headers.get("content-length") ?? Buffer.byteLength(text))).toBe(
          Buffer.byteLength(text),
        );
      }
    },
  );

  test("no other header of SiliconFlow's comes along", async () => {
    const upstream = createServer((_, response) => {
      response.writeHead(200, {
        "content-type": "text/event-stream",
        "set-cookie": "session=upstream",
        "access-control-allow-origin": "*",
        "x-internal-host": "node-7",
        server: "openresty",
      });
      response.end('data: {"choices":[{"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n');
    });
    doors.push(upstream);
    upstream.listen(0, "127.0.0.1");
    await once(upstream, "listening");
    url = await openGateway({ baseUrl: `http://127.0.0.1:${(upstream.address() as AddressInfo).port}/v1` });
    const { headers } = await ask(question("x", { stream: true }));
    for (const name of ["set-cookie", "access-control-allow-origin", "x-internal-host", "server"])
      expect(headers.get(name)).toBeNull();
    expect(headers.get("cache-control")).toBe("no-store, no-transform");
  });
});

describe("a refusal has OpenAI's form", () => {
  test.each([
    ["error-20012", 400, "invalid_request_error", "model-not-found"],
    ["error-20015", 400, "invalid_request_error", "invalid-parameter"],
    ["error-20015-too-long", 400, "invalid_request_error", "input-too-long"],
    ["error-30014", 502, "server_error", "upstream-key-invalid"],
    ["error-401-string", 502, "server_error", "upstream-key-invalid"],
    ["error-30001", 402, "invalid_request_error", "balance-insufficient"],
    ["error-403", 403, "permission_error", "upstream-forbidden"],
    ["error-404", 502, "server_error", "upstream-path-not-found"],
    ["error-20092", 410, "invalid_request_error", "withdrawn"],
    ["error-50602", 429, "rate_limit_error", "rate-limited"],
    ["error-50507", 502, "server_error", "upstream-failed"],
    ["error-502", 502, "server_error", "upstream-failed"],
    ["error-50505", 503, "server_error", "overloaded"],
    ["error-504-html", 504, "server_error", "upstream-timeout"],
    ["html-200", 502, "server_error", "malformed-response"],
    ["bad-json-body", 502, "server_error", "malformed-response"],
    ["empty-body", 502, "server_error", "malformed-response"],
    ["json-200-error", 502, "server_error", "upstream-failed"],
    ["reset", 502, "server_error", "upstream-unreachable"],
  ])("%s", async (name, status, type, code) => {
    await scenario(name);
    for (const stream of [true, false]) {
      const answer = await ask(question("Hello", { stream }));
      expect(answer.status).toBe(status);
      expect(answer.headers.get("content-type")).toBe("application/json");
      const { error } = await answer.json();
      expect(error).toEqual({ message: expect.any(String), type, param: null, code });
      expect(error.message).not.toMatch(/<\w|sk-test/);
    }
    expect(simulator.requests()).toHaveLength(2); // one call each: clients try again themselves
    expect(ledger).toEqual([]);
  });

  test("a stream that does not begin is given up", async () => {
    await scenario("slow-headers");
    const answer = await ask(question("Hello", { stream: true }));
    expect(answer.status).toBe(504);
    expect((await answer.json()).error).toMatchObject({ type: "server_error", code: "first-byte-timeout" });
    expect(simulator.requests()).toHaveLength(1);
  });

  test("with the trace, and with how long to wait", async () => {
    await scenario("error-50602", { limit: "TPM", "retry-after": 900 });
    const answer = await ask(question("Hello"));
    expect(answer.headers.get("retry-after")).toBe("900");
    expect(answer.headers.get("x-siliconcloud-trace-id")).toBe(simulator.requests()[0]?.traceId);
  });

  test.each([
    ["{}", "model"],
    [{ model: "", messages: [{}] }, "model"],
    [{ model, messages: [] }, "messages"],
    [{ model, messages: [{ role: "user", content: "x" }], stream: "yes" }, "stream"],
  ])("%j never reaches SiliconFlow", async (body, param) => {
    const answer = await ask(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ error: { type: "invalid_request_error", param } });
    expect(simulator.requests()).toEqual([]);
  });
});

/** The last events of a stream that broke, and all before. */
async function brokenStream(body = question("写一首长诗", { stream: true })) {
  const answer = await ask(body);
  expect(answer.status).toBe(200);
  const events = dataOf(await answer.text());
  return { events, last: events.at(-1), error: JSON.parse(events.at(-2) ?? "{}").error };
}

describe("a stream that breaks", () => {
  test.each([
    ["cut-after-frames", { frames: 12 }, "stream-truncated"],
    ["end-after-frames", { frames: 12 }, "stream-truncated"],
    ["missing-finish", { done: "false" }, "stream-truncated"],
    ["stall", { frames: 12 }, "idle-timeout"],
    ["slow-body", { ms: 60_000 }, "first-byte-timeout"],
  ])("(%s) ends in an error frame and [DONE], never as if complete", async (name, params, code) => {
    await scenario(name, params);
    const { events, last, error } = await brokenStream();
    expect(last).toBe("[DONE]");
    expect(error).toEqual({ message: expect.any(String), type: "server_error", param: null, code });
    expect(events.filter((event) => event === "[DONE]")).toHaveLength(1);
    expect(simulator.requests()).toHaveLength(1);
  });

  test.each([1, 7, 150, 333, 801, 1200])(
    "in the middle of a line (byte %i) still ends in an error that can be read",
    async (bytes) => {
      await scenario("cut-at-byte", { bytes });
      const { last, error } = await brokenStream();
      expect(last).toBe("[DONE]");
      expect(error).toMatchObject({ code: "stream-truncated" });
    },
  );

  test("in the middle of a line (stalled) too", async () => {
    await scenario("stall-at-byte", { bytes: 777 });
    const { last, error } = await brokenStream();
    expect(last).toBe("[DONE]");
    expect(error).toMatchObject({ code: "idle-timeout" });
  });

  test.each(["platform", "openai", "string"])(
    "by SiliconFlow's own error frame (%s) passes it on and adds none",
    async (shape) => {
      const body = question("写一首长诗", { stream: true });
      const other = await startSimulator(simulatorOptions);
      const direct = await openChat(other, body, { scenario: `error-in-stream;frames=5,shape=${shape}` });
      await scenario("error-in-stream", { frames: 5, shape });
      const entry = nextEntry();
      expect(await (await ask(body)).text()).toBe(await direct.text());
      expect(await entry).toMatchObject({ state: "failed" });
      await other.close();
    },
  );
});

describe("the ledger", () => {
  test.each([true, false])("gets what SiliconFlow counted (stream: %s)", async (stream) => {
    const entry = nextEntry();
    const text = await (await ask(question("repeat 50 words", { stream }))).text();
    const usage = stream
      ? dataOf(text)
          .filter((data) => data.includes('"usage"') && data !== "[DONE]")
          .map((data) => JSON.parse(data).usage)
          .findLast(Boolean)
      : JSON.parse(text).usage;
    expect(await entry).toMatchObject({
      operation: "chat.completions",
      model,
      state: "completed",
      traceId: simulator.requests()[0]?.traceId,
      usage: {
        inputTokens: usage.prompt_tokens,
        outputTokens: usage.completion_tokens,
        estimated: false,
      },
    });
    expect(ledger).toHaveLength(1);
  });

  test.each([true, false])(
    "gets an estimate, marked as one, when it did not (stream: %s)",
    async (stream) => {
      await scenario("usage-missing");
      const entry = nextEntry();
      await (await ask(question("repeat 50 words", { stream }))).text();
      const { usage, state } = await entry;
      expect(state).toBe("completed");
      expect(usage.estimated).toBe(true);
      expect(usage.outputTokens).toBeGreaterThan(40);
      expect(usage.inputTokens).toBeGreaterThan(0);
    },
  );

  test("gets what had arrived when the stream broke", async () => {
    await scenario("cut-after-frames", { frames: 30 });
    const entry = nextEntry();
    await (await ask(question("repeat 500 words", { stream: true }))).text();
    expect(await entry).toMatchObject({ state: "failed", usage: { outputTokens: expect.any(Number) } });
  });

  test("gets what had arrived when the client left", async () => {
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 200, firstTokenMs: 0 });
    const entry = nextEntry();
    const answer = await ask(question("repeat 5000 words", { stream: true }));
    const reader = answer.body?.getReader();
    for (let count = 0; count < 5; count++) await reader?.read();
    await reader?.cancel();
    const { state, usage } = await entry;
    expect(state).toBe("stopped");
    expect(usage.outputTokens).toBeGreaterThan(0);
    expect(usage.outputTokens).toBeLessThan(4000);
  });
});

describe("a client that leaves", () => {
  /** Sends a question, leaves as soon as `ready` says so, and gives how long SiliconFlow's side stayed open. */
  async function leave(ready: (head: Promise<IncomingMessage>) => Promise<unknown>, stream = true) {
    const request = send(`${url}/v1/chat/completions`, {
      method: "POST",
      headers: { "content-type": "application/json" },
    }).on("error", () => {});
    const head = once(request, "response").then(([response]) => response as IncomingMessage);
    head.catch(() => {});
    request.end(JSON.stringify(question("repeat 5000 words", { stream })));
    await ready(head);
    const leftAt = performance.now();
    request.destroy();
    await simulator.whenRequest((entry) => entry.endedAt !== null);
    expect(performance.now() - leftAt).toBeLessThan(250);
    expect(simulator.requests()).toHaveLength(1);
  }

  test.each([true, false])(
    "before the first byte takes SiliconFlow's call with it (stream: %s)",
    async (stream) => {
      url = await openGateway({ firstByteTimeoutMs: 5000 });
      await scenario("slow-headers", { ms: 60_000 });
      await leave(() => simulator.whenRequest((entry) => entry.scenarios.includes("slow-headers")), stream);
      expect(ledger).toEqual([]);
    },
  );

  test("between the headers and the first byte does too", async () => {
    url = await openGateway({ firstByteTimeoutMs: 5000 });
    await scenario("slow-body", { ms: 60_000 });
    await leave((head) => head);
  });

  test("in the middle does too", async () => {
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 100, firstTokenMs: 0 });
    await leave(async (head) => once(await head, "data"));
  });

  test("by giving up only the stream's body (as Next's web streams may) does too", async () => {
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 100, firstTokenMs: 0 });
    const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
    const settle = async (entry: Entry) => settled(entry);
    const route = defineRoute({
      method: "POST",
      path: "/v1/chat/completions",
      door: "client",
      body: gatewayChatSchema,
      handle: (request) => relayChat(partsWith(upstream, settle), request),
    });
    const noted = { headers: {} as Record<string, string>, socket: { remoteAddress: "127.0.0.1" } };
    notePeerAddress(noted as unknown as IncomingMessage);
    const request = new Request("http://127.0.0.1/v1/chat/completions", {
      method: "POST",
      headers: { ...noted.headers, host: "127.0.0.1", "content-type": "application/json" },
      body: JSON.stringify(question("repeat 5000 words", { stream: true })),
    });
    const entry = nextEntry();
    const reply = await serve(route)(request, { params: Promise.resolve({}) });
    const reader = reply.body?.getReader();
    await reader?.read();
    const leftAt = performance.now();
    await reader?.cancel();
    await simulator.whenRequest((one) => one.closedByClient !== null);
    expect(performance.now() - leftAt).toBeLessThan(250);
    expect(await entry).toMatchObject({ state: "stopped" });
  });

  test("is counted with the piece that was on its way", async () => {
    const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
    const settle = async (entry: Entry) => void ledger.push(entry);
    const body = question("repeat 5 words", { stream: true });
    const reply = await relayChat(partsWith(upstream, settle), {
      method: "POST",
      url: new URL(url),
      params: {},
      body,
      bodyText: JSON.stringify(body),
      signal: new AbortController().signal,
      client: undefined,
      call: { method: "POST", path: "/v1/chat/completions", key: undefined },
      header: () => undefined,
    });
    if (!reply.ok || reply.value.kind !== "stream") throw new Error("no stream");
    const reader = new AbortController();
    const write = (piece: Uint8Array | string) => {
      if (/"content":"[^"]/.test(Buffer.from(piece).toString())) reader.abort();
      return !reader.signal.aborted;
    };
    await reply.value.write({ write, drained: async () => {}, signal: reader.signal });
    expect(ledger).toMatchObject([{ state: "stopped" }]);
    expect(ledger[0]?.usage.outputTokens).toBeGreaterThan(0);
  });

  test("who does not read holds SiliconFlow back instead of filling this server's memory", async () => {
    const size = 64 * 1024 * 1024;
    await scenario("huge-frame", { bytes: size });
    await scenario("split", { bytes: 65_536 });
    const { port } = new URL(url);
    const socket = connect(Number(port), "127.0.0.1").on("error", () => {});
    const body = JSON.stringify(question("repeat 5000 words", { stream: true }));
    socket.pause();
    socket.write(
      "POST /v1/chat/completions HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n" +
        `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
    );
    // Longer than the idle clock: a reader that is slow is no reason to give the answer up.
    await simulator.whenRequest((entry) => entry.bytes > 0);
    await new Promise((resolve) => setTimeout(resolve, clocks.idleTimeoutMs * 2));
    const [entry] = simulator.requests();
    expect(entry).toMatchObject({ endedAt: null, closedByClient: null, scenarios: ["huge-frame", "split"] });
    expect(entry?.bytes).toBeLessThan(size / 2);
    socket.destroy();
    await simulator.whenRequest((one) => one.closedByClient !== null);
  });
});
