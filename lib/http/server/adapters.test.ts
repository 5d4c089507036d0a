import { once } from "node:events";
import { Agent, createServer, type IncomingMessage, type Server, request as send } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { Readable } from "node:stream";
import { setImmediate as nextTurn } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { z } from "zod";
import { appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { defineRoute, defineUploadRoute, type Route } from "./define-route";
import { createNodeDoor } from "./node-adapter";
import { notePeerAddress } from "./peer-address";
import { type ByteSink, eventStreamHeaders, type Reply } from "./reply";
import { serve, serveTable } from "./web-adapter";

vi.stubEnv("LOG_LEVEL", "silent");

/* Both adapters behind a real server each. The second one does for `serve` what Next does for a route handler. */

const bodySchema = z.strictObject({ name: z.string(), nested: z.object({ count: z.number() }).optional() });

let stream: (sink: ByteSink) => Promise<void> = async () => {};
let heard: { signal?: AbortSignal; entered: () => void } = { entered: () => {} };

const headers = { "x-run-id": "run_1" };
const replies: Record<string, () => Reply> = {
  json: () => ({ kind: "json", status: 201, headers, body: { text: "你好", list: [1, null] } }),
  "json-text": () => ({ kind: "json-text", headers, text: '{ "spaces" : 1.0,\n"世":"界" }' }),
  empty: () => ({ kind: "empty", headers }),
  stream: () => ({
    kind: "stream",
    headers: { ...eventStreamHeaders, ...headers },
    write: (sink) => stream(sink),
  }),
};

const get = (path: string, handle: Parameters<typeof defineRoute>[0]["handle"]) =>
  defineRoute({ method: "GET", path, door: "client", handle });

const routes: Route[] = [
  ...Object.entries(replies).map(([name, reply]) => get(`/v1/${name}`, async () => ok(reply()))),
  get("/v1/things/:id/parts/:part", async ({ params, url }) =>
    ok({ kind: "json", body: { params, query: url.searchParams.get("q"), path: url.pathname } }),
  ),
  get("/v1/refused", async () =>
    err(appError("rate-limited", { detail: "slow down", retryAfterSeconds: 1.2, traceId: "ti_9" })),
  ),
  get("/v1/broken", async () => {
    throw new Error("the password of the database is hunter2");
  }),
  get("/v1/waiting", ({ signal }) => {
    heard.signal = signal;
    heard.entered();
    return new Promise((resolve) => signal.addEventListener("abort", () => resolve(ok({ kind: "empty" }))));
  }),
  defineRoute({
    method: "POST",
    path: "/v1/body",
    door: "client",
    body: bodySchema,
    maxBodyBytes: 1000,
    handle: async ({ body, bodyText }) => ok({ kind: "json", body: { body, bodyText } }),
  }),
  defineUploadRoute({
    method: "POST",
    path: "/v1/upload",
    door: "client",
    maxBodyBytes: () => 1000,
    handle: async ({ body }) => {
      const chunks: Uint8Array[] = [];
      for await (const chunk of body) chunks.push(chunk);
      return ok({ kind: "json", body: { hex: Buffer.concat(chunks).toString("hex") } });
    },
  }),
];

function webRequest(request: IncomingMessage, signal: AbortSignal): Request {
  const hasBody = request.method === "POST";
  return new Request(`http://${request.headers.host}${request.url}`, {
    method: request.method ?? "GET",
    headers: new Headers(request.headers as Record<string, string>),
    signal,
    ...(hasBody && { body: Readable.toWeb(request) as ReadableStream, duplex: "half" }),
  });
}

/** What Next does around a route handler, in short: it finds the route and its parameters, and pumps. */
function createWebServer(): Server {
  return createServer(async (request, response) => {
    notePeerAddress(request);
    const caller = new AbortController();
    const web = webRequest(request, caller.signal);
    const { pathname } = new URL(web.url);
    for (const route of routes) {
      const pattern = new RegExp(`^${route.path.replace(/:(\w+)/g, "(?<$1>[^/]+)")}$`);
      const match = route.method === request.method ? pattern.exec(pathname) : null;
      if (!match) continue;
      let reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
      response.once("close", () => {
        caller.abort();
        void reader?.cancel();
      });
      const reply = await serve(route)(web, { params: Promise.resolve({ ...match.groups }) });
      response.writeHead(reply.status, Object.fromEntries(reply.headers));
      response.flushHeaders();
      reader = reply.body?.getReader();
      const left = once(response, "close");
      for (;;) {
        const { done, value } = (await reader?.read()) ?? { done: true, value: undefined };
        if (done || response.destroyed) break;
        if (response.write(value)) continue;
        const drained = new Promise((resolve) => response.once("drain", resolve));
        await Promise.race([drained, left]);
      }
      response.end();
    }
  });
}

function createNodeServer(): Server {
  const door = createNodeDoor(routes);
  return createServer((request, response) => {
    if (!door(request, response)) response.writeHead(404).end("to Next");
  });
}

const adapters = { node: createNodeServer, web: createWebServer };
type Adapter = keyof typeof adapters;
const both = Object.keys(adapters) as Adapter[];

const servers = new Map<Adapter, Server>();
const urls = new Map<Adapter, string>();
beforeEach(async () => {
  stream = async () => {};
  heard = { entered: () => {} };
  for (const name of both) {
    const server = adapters[name]();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    servers.set(name, server);
    urls.set(name, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  }
});
afterEach(() => {
  for (const server of servers.values()) {
    server.close();
    server.closeAllConnections();
  }
});

type Heard = { status: number; headers: Record<string, string>; body: string };

const accidental = new Set(["date", "connection", "keep-alive", "transfer-encoding", "content-length"]);

async function ask(adapter: Adapter, path: string, init: RequestInit = {}): Promise<Heard> {
  const response = await fetch(`${urls.get(adapter)}${path}`, init);
  const kept = [...response.headers].filter(([name]) => !accidental.has(name));
  return { status: response.status, headers: Object.fromEntries(kept), body: await response.text() };
}

/** The answer of both adapters, which has to be the same. */
async function askBoth(path: string, init?: RequestInit): Promise<Heard> {
  const node = await ask("node", path, init);
  expect(await ask("web", path, init)).toEqual(node);
  return node;
}

const post = (body: string, type = "application/json") =>
  askBoth("/v1/body", { method: "POST", body, headers: { "content-type": type } });

describe("both adapters give the same answer", () => {
  test("to a route that gives JSON", async () => {
    const { status, headers, body } = await askBoth("/v1/json");
    expect(status).toBe(201);
    expect(JSON.parse(body)).toEqual({ text: "你好", list: [1, null] });
    expect(headers).toEqual({
      "content-type": "application/json",
      "x-run-id": "run_1",
      "cache-control": "no-store",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cross-origin-resource-policy": "same-origin",
      "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
    });
  });

  test("to one that hands JSON on byte for byte", async () => {
    const { headers, body } = await askBoth("/v1/json-text");
    expect(body).toBe('{ "spaces" : 1.0,\n"世":"界" }');
    expect(headers["content-type"]).toBe("application/json");
  });

  test("to one that gives nothing", async () => {
    expect(await askBoth("/v1/empty")).toMatchObject({ status: 204, body: "" });
  });

  test("to one that streams texts and bytes, cut within a character", async () => {
    const bytes = Buffer.from("data: 世界🌍\n\n");
    stream = async (sink) => {
      sink.write("data: 你好\n\n");
      await nextTurn();
      for (const byte of bytes) sink.write(Uint8Array.of(byte));
    };
    const { status, headers, body } = await askBoth("/v1/stream");
    expect(status).toBe(200);
    expect(body).toBe("data: 你好\n\ndata: 世界🌍\n\n");
    expect(headers).toMatchObject({
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store, no-transform",
      "x-accel-buffering": "no",
      "x-run-id": "run_1",
    });
  });

  test("to a stream that says nothing", async () => {
    expect(await askBoth("/v1/stream")).toMatchObject({ status: 200, body: "" });
  });

  test("with the parameters of the path and the query", async () => {
    const { body } = await askBoth("/v1/things/run_1/parts/two?q=%E4%BD%A0&door=x");
    expect(JSON.parse(body)).toEqual({
      params: { id: "run_1", part: "two" },
      query: "你",
      path: "/v1/things/run_1/parts/two",
    });
  });

  test("to a refusal, with how long to wait and the trace", async () => {
    const { status, headers, body } = await askBoth("/v1/refused");
    expect(status).toBe(429);
    expect(headers).toMatchObject({ "retry-after": "2", "x-siliconcloud-trace-id": "ti_9" });
    expect(JSON.parse(body)).toEqual({
      error: { message: "slow down", type: "rate_limit_error", param: null, code: "rate-limited" },
    });
  });

  test("to a failure that nobody expected: 500, and nothing of what went wrong", async () => {
    const { status, body } = await askBoth("/v1/broken");
    expect(status).toBe(500);
    expect(JSON.parse(body)).toMatchObject({ error: { type: "server_error", code: "internal" } });
    expect(body).not.toMatch(/hunter2|database|\.ts/);
  });
});

describe("both adapters read a body the same way", () => {
  test("text and value reach the handler", async () => {
    const text = '{\n  "name": "你好 🌍", "nested": {"count": 1.50}\n}';
    const { status, body } = await post(text);
    expect(status).toBe(200);
    expect(JSON.parse(body)).toEqual({
      body: { name: "你好 🌍", nested: { count: 1.5 } },
      bodyText: text,
    });
  });

  test("a charset beside the type does not matter", async () => {
    expect(await post('{"name":"a"}', "Application/JSON; charset=UTF-8")).toMatchObject({ status: 200 });
  });

  test.each([
    "text/plain",
    "multipart/form-data; boundary=x",
    "application/x-www-form-urlencoded",
    "application/jsonx",
  ])("%s is refused: another site's page could send it", async (type) => {
    const { status, body } = await post('{"name":"a"}', type);
    expect(status).toBe(415);
    expect(JSON.parse(body).error.code).toBe("unsupported-media-type");
  });

  test.each(["", "{", "undefined", '{"name":"a"', "\u0000"])("%j is no JSON", async (text) => {
    const { status, body } = await post(text);
    expect(status).toBe(400);
    expect(JSON.parse(body).error).toMatchObject({ code: "bad-request", message: "The body is not JSON." });
  });

  test.each([
    ['{"name":1}', "name"],
    ['{"name":"a","nested":{"count":"1"}}', "nested.count"],
  ])("%s is refused, and the field named", async (text, field) => {
    const { status, body } = await post(text);
    expect(status).toBe(400);
    expect(JSON.parse(body).error).toMatchObject({ code: "bad-request", param: field });
  });

  test.each(["null", "[]", '"x"', "1", '{"name":"a","__proto__":{"admin":true}}', '{"name":"a","more":1}'])(
    "%s is refused",
    async (text) => {
      expect(await post(text)).toMatchObject({ status: 400 });
    },
  );

  test("a body of exactly the limit passes, one byte more does not", async () => {
    const body = (bytes: number) => JSON.stringify({ name: "x".repeat(bytes - 11) });
    expect(body(1000)).toHaveLength(1000);
    expect(await post(body(1000))).toMatchObject({ status: 200 });
    const refused = await post(body(1001));
    expect(refused.status).toBe(413);
    expect(JSON.parse(refused.body).error.code).toBe("body-too-large");
  });

  test.each(both)("a body far beyond the limit is answered with 413 too (%s)", async (adapter) => {
    const big = JSON.stringify({ name: "x".repeat(4 * 1024 * 1024) });
    const answer = await ask(adapter, "/v1/body", {
      method: "POST",
      body: big,
      headers: { "content-type": "application/json" },
    });
    expect(answer.status).toBe(413);
  });

  test("raw bytes of any type arrive as they are, up to the limit", async () => {
    const upload = (bytes: Buffer<ArrayBuffer>, type: string) =>
      askBoth("/v1/upload", { method: "POST", body: bytes, headers: { "content-type": type } });
    const bytes = Buffer.from(Array.from({ length: 1000 }, (_, index) => index % 256));
    for (const type of ["text/plain", "image/png", "application/json"])
      expect(JSON.parse((await upload(bytes, type)).body)).toEqual({ hex: bytes.toString("hex") });
    expect((await upload(Buffer.alloc(1001), "image/png")).status).toBe(413);
    expect((await upload(Buffer.alloc(4 * 1024 * 1024), "image/png")).status).toBe(413);
  });

  test("after a refused body the connection serves the caller's next request, as it promised to", async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const status = async (body: Buffer) => {
      const request = send(`${urls.get("node")}/v1/body`, {
        method: "POST",
        agent,
        headers: { "content-type": "application/json" },
      });
      return new Promise<number | undefined>((resolve, reject) => {
        request.on("error", reject);
        const sent = new Promise<void>((done) => request.end(body, done));
        request.on("response", (response) => {
          response.resume().on("end", () => sent.then(() => resolve(response.statusCode)));
        });
      });
    };
    for (let count = 0; count < 3; count++) {
      expect(await status(Buffer.alloc(64 * 1024 * 1024, "x"))).toBe(413);
      expect(await status(Buffer.from('{"name":"a"}'))).toBe(200);
    }
    agent.destroy();
  });

  test.each(both)("a sender that breaks off ends the request and nothing else (%s)", async (adapter) => {
    const { port } = new URL(urls.get(adapter) ?? "");
    const socket = connect(Number(port), "127.0.0.1");
    const head = "POST /v1/body HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n";
    socket.write(`${head}Content-Length: 500\r\n\r\n{"name":`);
    await once(socket, "connect");
    socket.destroy();
    await once(socket, "close");
    expect(await ask(adapter, "/v1/json")).toMatchObject({ status: 201 });
  });
});

describe.each(both)("with the %s adapter", (adapter) => {
  /** A request that can be left, and its answer's head. */
  function open(path: string) {
    const request = send(`${urls.get(adapter)}${path}`).on("error", () => {});
    const head = once(request, "response").then(
      ([response]: IncomingMessage[]) => response as IncomingMessage,
    );
    request.end();
    return { request, head };
  }

  test("a handler hears that its caller has left", async () => {
    const entered = new Promise<void>((resolve) => {
      heard.entered = resolve;
    });
    const { request, head } = open("/v1/waiting");
    head.catch(() => {});
    await entered;
    expect(heard.signal?.aborted).toBe(false);
    const leftAt = performance.now();
    const left = once(heard.signal as AbortSignal, "abort");
    request.destroy();
    await left;
    expect(performance.now() - leftAt).toBeLessThan(250);
  });

  test("a stream hears that its reader has left, and what is written then goes nowhere", async () => {
    let after: boolean | undefined;
    const left = new Promise<void>((resolve) => {
      stream = async (sink) => {
        sink.write("first");
        await once(sink.signal, "abort");
        after = sink.write("nobody reads this");
        await sink.drained();
        resolve();
      };
    });
    const { request, head } = open("/v1/stream");
    await once(await head, "data");
    request.destroy();
    await left;
    expect(after).toBe(false);
  });

  test("a reader that stops reading holds the writer back, and gets everything once it goes on", async () => {
    const piece = Buffer.alloc(64 * 1024, "x");
    const total = 400;
    let written = 0;
    let waiting: () => void = () => {};
    const held = new Promise<void>((resolve) => {
      waiting = resolve;
    });
    stream = async (sink) => {
      while (written < total) {
        written += 1;
        if (sink.write(piece)) continue;
        const timer = setTimeout(waiting, 100);
        await sink.drained();
        clearTimeout(timer);
      }
    };
    const { head } = open("/v1/stream");
    const response = await head;
    response.pause();
    await held;
    expect(written).toBeLessThan(total / 2);
    let bytes = 0;
    for await (const chunk of response) bytes += chunk.length;
    expect(bytes).toBe(total * piece.length);
  });
});

test("node: a stream that fails breaks the connection, so that nobody takes the stump for the whole", async () => {
  stream = async (sink) => {
    sink.write("half of it");
    await nextTurn();
    throw new Error("the writer broke");
  };
  const response = await fetch(`${urls.get("node")}/v1/stream`);
  await expect(response.text()).rejects.toThrow();
});

test("web: a stream that fails is in error for whoever pumps it", async () => {
  stream = async (sink) => {
    sink.write("half of it");
    throw new Error("the writer broke");
  };
  const route = routes.find(({ path }) => path === "/v1/stream");
  if (!route) throw new Error("no such route");
  const request = new Request("http://127.0.0.1/v1/stream", { headers: { host: "127.0.0.1" } });
  notePeerAddressOn(request);
  const reply = await serve(route)(request, { params: Promise.resolve({}) });
  await expect(reply.text()).rejects.toThrow("the writer broke");
});

/** As `notePeerAddress` does on a real request. */
function notePeerAddressOn(request: Request): void {
  const noted = { headers: {} as Record<string, string>, socket: { remoteAddress: "127.0.0.1" } };
  notePeerAddress(noted as unknown as IncomingMessage);
  for (const [name, value] of Object.entries(noted.headers)) request.headers.set(name, value);
}

test("the headers alone of what can be had as a whole are asked for on the same route", async () => {
  const response = await fetch(`${urls.get("node")}/v1/json`, { method: "HEAD" });
  expect(response.status).toBe(201);
  expect(await response.text()).toBe("");
  const written = new Promise<boolean>((resolve) => {
    stream = async (sink) => resolve(sink.signal.aborted);
  });
  const streamed = await fetch(`${urls.get("node")}/v1/stream`, { method: "HEAD" });
  expect(streamed.headers.get("x-run-id")).toBe("run_1");
  expect(await written).toBe(true);
});

test("a table is served as one route handler, its last route taking what the others do not", async () => {
  const open = (method: Route["method"], path: string) =>
    defineRoute({
      method,
      path,
      door: "probe",
      handle: async ({ params }) => ok({ kind: "json", body: { path, params } }),
    });
  const handler = serveTable([open("GET", "/t/a/*id"), open("POST", "/t/:b"), open("*", "/t/*rest")]);
  const ask = async (method: string, path: string) =>
    (await handler(new Request(`http://localhost${path}`, { method }))).json();
  expect(await ask("GET", "/t/a/b/c")).toEqual({ path: "/t/a/*id", params: { id: "b/c" } });
  expect(await ask("POST", "/t/a")).toEqual({ path: "/t/:b", params: { b: "a" } });
  expect(await ask("DELETE", "/t/a%2Fb/c")).toEqual({ path: "/t/*rest", params: { rest: "a%2Fb/c" } });
  expect(await ask("GET", "/t//x")).toEqual({ path: "/t/*rest", params: { rest: "/x" } });
  expect((await handler(new Request("http://localhost/other"))).status).toBe(404);
});

describe("the node adapter takes its own routes only", () => {
  test.each([
    ["GET", "/v1/body"],
    ["POST", "/v1/json"],
    ["GET", "/v1/json/"],
    ["GET", "/v1/json/more"],
    ["GET", "/v1//json"],
    ["GET", "//v1/json"],
    ["GET", "/V1/json"],
    ["OPTIONS", "/v1/json"],
  ])("%s %s goes on to Next", async (method, path) => {
    const response = await fetch(`${urls.get("node")}${path}`, { method });
    expect(response.status).toBe(404);
  });
});
