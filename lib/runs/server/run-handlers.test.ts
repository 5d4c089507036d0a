import { once } from "node:events";
import { createServer, get as httpGet, type IncomingMessage } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { applyEvent, emptyOutput, runSnapshotSchema } from "../snapshot";
import type { RunEngine } from "./engine";
import { testEngine } from "./test-engine";
import { listen, runRoutes } from "./test-routes";

vi.stubEnv("LOG_LEVEL", "silent");

let database: Database;
let simulator: Simulator;
let engine: RunEngine;
let url: string;
const server = createServer();
/** None of them is what is tested here: a machine that does other work at once must not look like a standstill. */
const clocks = {
  connectTimeoutMs: 10_000,
  firstByteTimeoutMs: 10_000,
  idleTimeoutMs: 10_000,
  totalTimeoutMs: 20_000,
};

beforeAll(async () => {
  [database, simulator] = await Promise.all([openTestDatabase(), startSimulator({ speed: 0, strict: true })]);
  server.on("request", createNodeDoor(runRoutes(() => engine)));
  url = await listen(server);
});
afterAll(async () => {
  server.close();
  server.closeAllConnections();
  await simulator.close();
  await database.close();
});
beforeEach(() => {
  const upstream = createUpstream({ ...clocks, baseUrl: `${simulator.url}/v1`, apiKey: "sk-test" });
  engine = testEngine(async () => database, upstream);
});
afterEach(async () => {
  await engine.drain(0);
  await control(simulator, "POST", "reset");
});

const slowly = () =>
  control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 400, firstTokenMs: 0, jitter: 0 });

let keys = 0;
const newKey = () => `handlers-${process.hrtime.bigint()}-${++keys}`;

const question = (content: string) => ({
  operation: "chat.completions",
  input: {
    model: "Qwen/Qwen3-8B",
    messages: [{ role: "user", content }],
    stream: true,
    enable_thinking: false,
  },
});

const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  fetch(`${url}${path}`, {
    method: "POST",
    headers: { origin: url, "content-type": "application/json", ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });

async function start(content: string, key = newKey()): Promise<string> {
  const answer = await post("/api/runs", question(content), { "idempotency-key": key });
  expect(answer.status).toBe(201);
  const { id } = await answer.json();
  return id;
}

const follow = (id: string, query = "", headers: Record<string, string> = {}) =>
  fetch(`${url}/api/runs/${id}/events${query}`, { headers });

/** The events of a stream as they crossed the wire: number and data of each. */
function eventsOf(text: string) {
  return text
    .split("\n\n")
    .filter(Boolean)
    .map((event) => {
      const [, id, data] = /^id: (\d+)\ndata: (.+)$/.exec(event) ?? [];
      return { id: Number(id), data: JSON.parse(data ?? "null") };
    });
}

describe("starting a run", () => {
  test("answers with its number, and asked again under the same key with the same", async () => {
    const key = newKey();
    const id = await start("Say exactly: hello", key);
    const again = await post("/api/runs", question("Say exactly: hello"), { "idempotency-key": key });
    expect(again.status).toBe(200);
    expect(await again.json()).toEqual({ id });
    await (await follow(id)).text();
    expect(simulator.requests()).toHaveLength(1);
  });

  test("refuses another question under the same key", async () => {
    const key = newKey();
    await start("Say exactly: hello", key);
    const other = await post("/api/runs", question("Say exactly: bye"), { "idempotency-key": key });
    expect(other.status).toBe(422);
    expect(await other.json()).toEqual({ error: { code: "idempotency-conflict" } });
  });

  test("streams its events at once when asked for them, the same as a follower gets", async () => {
    const headers = { "idempotency-key": newKey(), accept: "text/event-stream" };
    const answer = await post("/api/runs", question("repeat 30 words"), headers);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    const id = answer.headers.get("x-run-id") ?? "";
    const streamed = await answer.text();
    expect(await (await follow(id)).text()).toBe(streamed);
    expect(eventsOf(streamed).at(-1)?.data).toMatchObject({ type: "run-end", state: "completed" });
  });

  test.each([
    ["none", {}],
    ["a short one", { "idempotency-key": "short" }],
    ["a huge one", { "idempotency-key": "x".repeat(201) }],
  ])("needs a key (%s): nothing is spent without", async (_, headers) => {
    const answer = await post("/api/runs", question("Hello"), headers);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toEqual({ error: { code: "bad-request", field: "Idempotency-Key" } });
    expect(simulator.requests()).toEqual([]);
  });
});

describe("following a run", () => {
  test("from any place gives what follows, byte for byte, of a run that is over", async () => {
    const id = await start("repeat 400 words");
    const whole = await (await follow(id)).text();
    const events = eventsOf(whole);
    expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1));
    await engine.drain(1000);
    const pieces = whole.split(/(?<=\n\n)/);
    for (let after = 0; after < events.length; after++)
      expect(await (await follow(id, `?after=${after}`)).text()).toBe(pieces.slice(after).join(""));
    const answer = await follow(id, "", { "last-event-id": "3" });
    expect(await answer.text()).toBe(pieces.slice(3).join(""));
  });

  test("that is over says its end again, however much one claims to have seen", async () => {
    const id = await start("Say exactly: hello");
    const pieces = (await (await follow(id)).text()).split(/(?<=\n\n)/);
    await engine.drain(1000);
    for (const after of [pieces.length, 99_999])
      expect(await (await follow(id, `?after=${after}`)).text()).toBe(pieces.at(-1));
  });

  test("from any place gives the same while it goes", async () => {
    await slowly();
    const id = await start("repeat 120 words");
    const whole = follow(id).then((answer) => answer.text());
    const parts = [0, 1, 2, 5].map(async (after) => ({
      after,
      text: await (await follow(id, `?after=${after}`)).text(),
    }));
    const pieces = (await whole).split(/(?<=\n\n)/);
    for (const { after, text } of await Promise.all(parts)) expect(text).toBe(pieces.slice(after).join(""));
    expect(simulator.requests()).toHaveLength(1);
  });

  test("again after a broken connection loses and repeats nothing", async () => {
    await slowly();
    const id = await start("repeat 150 words");
    let kept = "";
    for (let connection = 0; connection < 4; connection++) {
      const after = eventsOf(kept).at(-1)?.id ?? 0;
      const request = httpGet(`${url}/api/runs/${id}/events?after=${after}`).on("error", () => {});
      const [response]: IncomingMessage[] = await once(request, "response");
      const [chunk]: Buffer[] = await once(response as IncomingMessage, "data");
      const text = String(chunk);
      kept += text.slice(0, text.lastIndexOf("\n\n") + 2);
      request.destroy();
    }
    const after = eventsOf(kept).at(-1)?.id ?? 0;
    kept += await (await follow(id, `?after=${after}`)).text();
    expect(kept).toBe(await (await follow(id)).text());
  });

  test("ends with what the run's own record says", async () => {
    const id = await start("repeat 80 words");
    const events = eventsOf(await (await follow(id)).text());
    const output = emptyOutput();
    for (const { data } of events) applyEvent(output, data);
    const snapshot = runSnapshotSchema.parse(await (await fetch(`${url}/api/runs/${id}`)).json());
    expect(snapshot.output).toEqual(output);
    expect(snapshot.sequence).toBe(events.length);
    expect(snapshot.attempts).toMatchObject([{ number: 1, status: 200 }]);
    expect(JSON.stringify(snapshot)).not.toContain("sk-test");
  });

  test.each(["-1", "1.5", "abc", "NaN", "Infinity", "9007199254740993", "1;drop"])(
    "refuses to begin after %j",
    async (after) => {
      const id = await start("Say exactly: hello");
      const answer = await follow(id, `?after=${encodeURIComponent(after)}`);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toEqual({ error: { code: "bad-request", field: "after" } });
    },
  );

  test.each(["", "/events", "/events?after=3"])(
    "a run that nobody started is not found (%s)",
    async (path) => {
      const answer = await fetch(`${url}/api/runs/run_nobody${path}`);
      expect(answer.status).toBe(404);
      expect(await answer.json()).toEqual({ error: { code: "not-found" } });
    },
  );

  test("by somebody who reads nothing keeps nobody else waiting", async () => {
    const id = await start("repeat 20000 words");
    const idle = httpGet(`${url}/api/runs/${id}/events`).on("error", () => {});
    const [stalled]: IncomingMessage[] = await once(idle, "response");
    stalled?.pause();
    const whole = await (await follow(id)).text();
    expect(eventsOf(whole).at(-1)?.data).toMatchObject({ type: "run-end", state: "completed" });
    expect(await textOf(stalled as IncomingMessage)).toBe(whole);
  });
});

describe("stopping a run", () => {
  test("closes SiliconFlow's connection, keeps what had arrived, and can be said twice", async () => {
    await slowly();
    const id = await start("repeat 5000 words");
    const request = httpGet(`${url}/api/runs/${id}/events?after=3`);
    const [response]: IncomingMessage[] = await once(request, "response");
    await once(response as IncomingMessage, "data");
    const stoppedAt = performance.now();
    expect((await post(`/api/runs/${id}/stop`, undefined)).status).toBe(204);
    await simulator.whenRequest((entry) => entry.closedByClient !== null);
    expect(performance.now() - stoppedAt).toBeLessThan(250);
    const text = await (await follow(id)).text();
    expect(eventsOf(text).at(-1)?.data).toMatchObject({ type: "run-end", state: "stopped" });
    expect((await post(`/api/runs/${id}/stop`, undefined)).status).toBe(204);
    expect(await (await follow(id)).text()).toBe(text);
  });

  test("a run that nobody started is not found", async () => {
    expect((await post("/api/runs/run_nobody/stop", undefined)).status).toBe(404);
  });
});

test("a reply that makes no sense is given up with its connection", async () => {
  const upstream = createServer((request, response) => {
    if (request.url !== "/v1/chat/completions") return;
    response.writeHead(200, { "content-type": "text/html" });
    response.write("<html>");
    closed = once(response, "close");
  });
  let closed: Promise<unknown> | undefined;
  upstream.listen(0, "127.0.0.1");
  await once(upstream, "listening");
  const address = upstream.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const silent = createUpstream({ ...clocks, baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: "sk-test" });
  engine = testEngine(async () => database, silent);
  const id = await start("Hello");
  const events = eventsOf(await (await follow(id)).text());
  expect(events.at(-1)?.data).toMatchObject({ type: "run-end", state: "failed" });
  expect(closed).toBeDefined();
  await closed;
  upstream.close();
  upstream.closeAllConnections();
});
