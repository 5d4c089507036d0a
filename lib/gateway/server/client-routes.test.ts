import { readdir } from "node:fs/promises";
import { type IncomingMessage, request as send } from "node:http";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { appError } from "@/lib/core/app-error";
import { err, ok } from "@/lib/core/result";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, dataOf } from "@/lib/simulator/test-client";
import { CallDesk } from "./call-desk";
import { openTestDoor, type TestDoor } from "./test-door";

vi.stubEnv("LOG_LEVEL", "silent");

const now = 1_790_000_000_000;
const options = { speed: 0, seed: "door", now: () => now, clipSeconds: 0.2 };
let simulator: Simulator;
let door: TestDoor;

beforeAll(async () => {
  simulator = await startSimulator(options);
});
afterAll(() => simulator.close());
beforeEach(async () => {
  door = await openTestDoor({ baseUrl: `${simulator.url}/v1` });
});
afterEach(async () => {
  await door.close();
  await control(simulator, "POST", "reset");
});

const json = { "content-type": "application/json" };
const post = (path: string, body: unknown, base = door.url) =>
  fetch(`${base}/v1${path}`, {
    method: "POST",
    headers: { ...json, authorization: "Bearer sk-test" },
    body: typeof body === "string" ? body : JSON.stringify(body),
  });
const get = (path: string, base = door.url) =>
  fetch(`${base}/v1${path}`, { headers: { authorization: "Bearer sk-test" } });
const scenario = (name: string, params: Record<string, string | number> = {}) =>
  control(simulator, "POST", "scenario", { name, params });

const speech = {
  model: "FunAudioLLM/CosyVoice2-0.5B",
  input: "你好",
  voice: "FunAudioLLM/CosyVoice2-0.5B:anna",
};
const embedding = { model: "BAAI/bge-m3", input: ["one", "two"] };
const ranking = { model: "BAAI/bge-reranker-v2-m3", query: "apple", documents: ["pear", "apple"] };
const picture = { model: "Qwen/Qwen-Image", prompt: "A kite", image_size: "256x256" };
const clip = { model: "Wan-AI/Wan2.2-T2V-A14B", prompt: "A kite", image_size: "1280x720" };
const question = {
  model: "deepseek-ai/DeepSeek-V3",
  messages: [{ role: "user", content: "Hello" }],
  max_tokens: 900,
};
const gap = { model: "deepseek-ai/DeepSeek-V3", prompt: "def f(", suffix: "  return 1" };

/** The same call to SiliconFlow itself, of another process with the same seed. */
async function direct(path: string, body: unknown) {
  const other = await startSimulator(options);
  const answer = await post(path, body, other.url);
  const bytes = Buffer.from(await answer.arrayBuffer());
  await other.close();
  return { bytes, type: answer.headers.get("content-type") };
}

describe("an operation in SiliconFlow's own words is answered byte for byte", () => {
  test.each([
    ["/completions", gap],
    ["/completions", { ...gap, stream: true }],
    ["/embeddings", embedding],
    ["/rerank", ranking],
    ["/video/submit", clip],
    ["/audio/speech", speech],
  ])("%s", async (path, body) => {
    const { bytes, type } = await direct(path, body);
    const answer = await post(path, body);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("x-siliconcloud-trace-id")).toBe(simulator.requests()[0]?.traceId);
    expect(answer.headers.get("content-type")?.split(";")[0]).toBe(type?.split(";")[0]);
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).toBe(true);
    expect(simulator.requests().map(({ path: asked }) => asked)).toEqual([`/v1${path}`]);
  });

  test("what is not paid for, too", async () => {
    expect(await (await get("/audio/voice/list")).json()).toEqual({ results: [], result: [] });
    const removed = await post("/audio/voice/deletions", { uri: "speech:a:b:c" });
    expect([200, 400]).toContain(removed.status);
    expect((await get("/user/info")).status).toBe(410);
    const { requestId } = await (await post("/video/submit", clip)).json();
    expect(await (await post("/video/status", { requestId })).json()).toMatchObject({
      status: expect.any(String),
    });
  });

  test("only what a caller says goes on: no header of the caller's reaches SiliconFlow", async () => {
    await fetch(`${door.url}/v1/rerank`, {
      method: "POST",
      headers: {
        ...json,
        "x-base-url": "http://evil.example",
        cookie: "a=b",
        "x-simulator-scenario": "error-50505",
      },
      body: JSON.stringify(ranking),
    });
    const [asked] = simulator.requests();
    expect(asked?.scenarios).toEqual([]);
    expect(asked?.headers).not.toHaveProperty("cookie");
    expect(asked?.headers).not.toHaveProperty("x-base-url");
  });
});

describe("the ledger gets what a call used", () => {
  test.each([
    ["completions", "/completions", gap, { outputTokens: expect.any(Number), estimated: false }],
    [
      "embeddings",
      "/embeddings",
      embedding,
      { inputTokens: expect.any(Number), imageTokens: 0, estimated: false },
    ],
    ["rerank", "/rerank", ranking, { inputTokens: expect.any(Number), imageTokens: 0, estimated: false }],
    ["images.generations", "/images/generations", picture, { images: 1, estimated: false }],
    ["video.submit", "/video/submit", clip, { videos: 1, estimated: true }],
    ["audio.speech", "/audio/speech", speech, { utf8Bytes: 6, estimated: false }],
  ])("%s", async (operation, path, body, usage) => {
    const entry = door.settled();
    await (await post(path, body)).arrayBuffer();
    expect(await entry).toMatchObject({
      operation,
      model: body.model,
      state: "completed",
      usage,
      door: "client",
    });
    expect(door.ledger).toHaveLength(1);
  });

  test.each([
    ["/completions", gap],
    ["/embeddings", embedding],
    ["/rerank", ranking],
    ["/images/generations", picture],
    ["/images/generations", { ...picture, n: 2 }],
    ["/video/submit", clip],
    ["/audio/speech", speech],
  ])("nothing where it was refused, and nothing is sent twice: %s", async (path, body) => {
    await scenario("error-50505");
    const answer = await post(path, body);
    expect(answer.status).toBe(503);
    expect((await answer.json()).error).toMatchObject({ type: "server_error", code: "overloaded" });
    expect(simulator.requests()).toHaveLength(1);
    expect(door.ledger).toEqual([]);
  });

  test("sound that breaks off is counted, and its connection is cut", async () => {
    await scenario("cut-at-byte", { bytes: 3000 });
    const entry = door.settled();
    const answer = await post("/audio/speech", { ...speech, input: "一段很长的话。".repeat(50) });
    await expect(answer.arrayBuffer()).rejects.toThrow();
    expect(await entry).toMatchObject({ state: "failed", usage: { estimated: true } });
  });
});

test("where the budget is spent nothing that costs is sent, and what was paid for can still be asked about", async () => {
  const { requestId } = await (await post("/video/submit", clip)).json();
  const spent = new CallDesk({
    admit: async ({ free }) => (free ? ok(() => {}) : err(appError("budget-spent"))),
    priceOf: () => ({ kind: "unknown" }),
    record: async () => {},
    onUnwritten: () => {},
  });
  const poor = await openTestDoor({ baseUrl: `${simulator.url}/v1`, parts: { desk: spent } });
  const sent = simulator.requests().length;
  const paid: [string, unknown][] = [
    ["/completions", gap],
    ["/embeddings", embedding],
    ["/rerank", ranking],
    ["/images/generations", picture],
    ["/images/generations", { ...picture, n: 2 }],
    ["/video/submit", clip],
    ["/videos", clip],
    ["/audio/speech", speech],
    ["/batches", { input_file_id: "file-a" }],
  ];
  for (const [path, body] of paid) {
    const answer = await post(path, body, poor.url);
    expect(answer.status, path).toBe(402);
    expect((await answer.json()).error.code).toBe("budget-spent");
  }
  expect(simulator.requests()).toHaveLength(sent);
  expect((await post("/video/status", { requestId }, poor.url)).status).toBe(200);
  expect((await get("/batches", poor.url)).status).toBe(200);
  await poor.close();
});

describe("a path that is not in the table reaches nobody", () => {
  const raw = (method: string, path: string) =>
    new Promise<{ status: number; body: string; allow: string | undefined }>((resolve, reject) => {
      const { port } = new URL(door.url);
      const outgoing = send({ host: "127.0.0.1", port, method, path }, (response: IncomingMessage) => {
        let body = "";
        response.on("data", (piece) => {
          body += piece;
        });
        response.on("end", () =>
          resolve({ status: response.statusCode ?? 0, body, allow: response.headers.allow }),
        );
      });
      outgoing.on("error", reject).end();
    });

  test.each([
    "/v1/%2e%2e/__control/requests",
    "/v1/../__control/requests",
    "/v1//chat/completions",
    "/v1/@evil.example/x",
    "/v1/chat",
    "/v1",
    "/v1/",
    "/v1/responses",
    "/v1/batches/%2e%2e",
    "/v1/batches/..%2f..%2fuser%2finfo",
    "/v1/files/a/content/b",
    "/v1/files/%2e%2e/content",
    "/v1/videos/video_bm9uZQ",
    "/v1/videos/other",
    "/v1/models/no/such-model",
    "/v1/models/%zz",
    "/v1/media/media_0",
  ])("GET %s", async (path) => {
    const { status, body } = await raw("GET", path);
    expect(status).toBe(404);
    expect(JSON.parse(body)).toEqual({
      error: {
        message: expect.any(String),
        type: "not_found_error",
        param: expect.toSatisfy(() => true),
        code: "not-found",
      },
    });
    expect(simulator.requests().filter(({ path: asked }) => asked !== "/v1/models")).toEqual([]);
  });

  test.each([
    ["GET", "/v1/chat/completions", "POST"],
    ["POST", "/v1/models", "GET"],
    ["DELETE", "/v1/files/file-abc", "GET"],
    ["PUT", "/v1/files", "POST, GET"],
    ["OPTIONS", "/v1/embeddings", "POST"],
  ])("%s %s says which methods there are", async (method, path, allowed) => {
    const { status, body, allow } = await raw(method, path);
    expect(status).toBe(405);
    expect(allow).toBe(allowed);
    expect(JSON.parse(body)).toMatchObject({
      error: { code: "method-not-allowed", type: "invalid_request_error" },
    });
    expect(simulator.requests()).toEqual([]);
  });
});

const jsonPaths = [
  "/chat/completions",
  "/completions",
  "/embeddings",
  "/rerank",
  "/images/generations",
  "/images/edits",
  "/video/submit",
  "/video/status",
  "/videos",
  "/audio/speech",
  "/uploads/audio/voice",
  "/audio/voice/deletions",
  "/batches",
];

describe("a body that is wrong is refused here", () => {
  const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

  test.each(jsonPaths)("%s", async (path) => {
    for (const body of [
      "",
      "null",
      "[]",
      '"x"',
      "7",
      "{}",
      '{"model":7,"prompt":{},"uri":1}',
      nested(100_000),
    ]) {
      const answer = await post(path, body);
      expect(answer.status).toBe(400);
      expect((await answer.json()).error).toMatchObject({
        type: "invalid_request_error",
        code: "bad-request",
      });
    }
    const plain = await fetch(`${door.url}/v1${path}`, { method: "POST", body: "model=x" });
    expect(plain.status).toBe(415);
    expect(simulator.requests()).toEqual([]);
  });

  test("ten megabytes that are nested to no end are one, and the next call is answered", async () => {
    const deep = nested(5_000_000);
    expect((await post("/embeddings", deep)).status).toBe(400);
    const inside = `{"model":"x","prompt":"y","size":"1x1","z":${nested(1_000_000)}}`;
    expect((await post("/images/generations", inside)).status).toBe(400);
    const said = `{"model":"Qwen/Qwen3-8B","messages":[{"role":"user","content":${nested(500_000)}}]}`;
    await (await post("/chat/completions", said)).text();
    expect((await post("/rerank", ranking)).status).toBe(200);
  });

  test.each([
    ["/images/generations", { ...picture, n: 0 }, "n"],
    ["/images/generations", { ...picture, n: 11 }, "n"],
    ["/images/generations", { ...picture, response_format: "png" }, "response_format"],
    ["/images/generations", { ...picture, sf_batch_size: 5 }, "sf_batch_size"],
    ["/images/generations", { ...picture, stream: true }, "stream"],
    ["/audio/speech", { ...speech, stream_format: "sse" }, "stream_format"],
    ["/embeddings", { ...embedding, encoding_format: "hex" }, "encoding_format"],
  ])("%s %j names the field", async (path, body, param) => {
    const answer = await post(path, body);
    expect(answer.status).toBe(400);
    expect((await answer.json()).error.param).toBe(param);
    expect(simulator.requests()).toEqual([]);
  });
});

/** A form as somebody writes it who writes it wrongly. */
function form(boundary: string, parts: string[], end = `--${boundary}--\r\n`): string {
  return parts.map((part) => `--${boundary}\r\n${part}\r\n`).join("") + end;
}
const field = (name: string, value: string) =>
  `Content-Disposition: form-data; name="${name}"\r\n\r\n${value}`;
const file = (name: string, fileName: string, content = "abc") =>
  `Content-Disposition: form-data; name="${name}"; filename="${fileName}"\r\nContent-Type: audio/wav\r\n\r\n${content}`;
const postForm = (path: string, body: string, type = "multipart/form-data; boundary=b") =>
  fetch(`${door.url}/v1${path}`, { method: "POST", headers: { "content-type": type }, body });

describe("a form that is wrong is refused, and leaves nothing behind", () => {
  const model = field("model", "FunAudioLLM/SenseVoiceSmall");
  const whole = file("file", "a.wav");

  const broken: [string, string, string?][] = [
    ["no boundary in the header", form("b", [model, whole]), "multipart/form-data"],
    ["another boundary", form("c", [model, whole])],
    ["no end", form("b", [model, whole], "")],
    ["an end in the middle of a file", form("b", [model]).slice(0, 40)],
    ["an empty name", form("b", [model, file("", "a.wav")])],
    ["no name", form("b", [model, "Content-Disposition: form-data\r\n\r\nx", whole])],
    ["a file name of 64 KB", form("b", [model, file("file", "x".repeat(65_536))])],
    ["nested names", form("b", [model, field("a[b][c][d]", "x"), whole])],
    [
      "10,000 parts",
      form("b", [model, ...Array.from({ length: 10_000 }, (_, i) => field(`f${i}`, "x")), whole]),
    ],
    ["nothing", ""],
    ["no file", form("b", [model])],
  ];

  for (const path of ["/audio/transcriptions", "/files", "/uploads/audio/voice", "/images/edits"]) {
    test.each(broken)(`${path}: %s`, async (_, body, type) => {
      const answer = await postForm(path, body, type);
      expect(answer.status).toBe(400);
      expect((await answer.json()).error).toMatchObject({ type: "invalid_request_error" });
      expect(simulator.requests().filter(({ status }) => status === 200)).toEqual([]);
      expect(await readdir(door.directory)).toEqual([]);
    });
  }

  test("a name in an encoding that cannot be read ends nothing", async () => {
    const odd = "Content-Disposition: form-data; name=\"file\"; filename*=utf-8''%zz\r\n\r\nabc";
    const answer = await postForm("/files", form("b", [field("purpose", "batch"), odd]));
    expect([200, 400]).toContain(answer.status);
    expect((await post("/rerank", ranking)).status).toBe(200);
  });

  test("one whose sender leaves half-way takes SiliconFlow's call with it", async () => {
    const { port } = new URL(door.url);
    const socket = connect(Number(port), "127.0.0.1");
    socket.on("error", () => {});
    socket.write(
      "POST /v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 4000000\r\n\r\n",
    );
    socket.write(form("b", [field("purpose", "batch"), file("file", "a.jsonl", "x".repeat(2_000_000))], ""));
    await simulator.whenRequest(({ path }) => path === "/v1/files");
    socket.destroy();
    await simulator.whenRequest(({ endedAt, closedByClient }) => endedAt !== null || closedByClient !== null);
    expect(simulator.requests().filter(({ status }) => status === 200)).toEqual([]);
  });
});

describe("a caller that leaves takes SiliconFlow's call with it", () => {
  /** What is paid for by the piece may have been done all the same: leaving again and again passes no limit of yuan. */
  const mayBePaid = (usage: object) => [{ state: "stopped", usage: { ...usage, estimated: true } }];

  test.each([
    ["/completions", { ...gap, stream: true }, []],
    ["/messages", { ...question, stream: true }, []],
    ["/messages", question, []],
    ["/embeddings", embedding, []],
    ["/rerank", ranking, []],
    ["/images/generations", { ...picture, n: 3 }, mayBePaid({ images: 1 })],
    ["/video/submit", clip, mayBePaid({ videos: 1 })],
    ["/video/status", { requestId: "a" }, []],
    ["/videos", { ...clip, size: "1280x720" }, mayBePaid({ videos: 1 })],
    ["/audio/speech", speech, mayBePaid({ utf8Bytes: Buffer.byteLength(speech.input) })],
    ["/batches", { input_file_id: "file-a" }, []],
  ])("%s", async (path, body, ledger) => {
    await scenario("slow-headers", { ms: 60_000 });
    const caller = new AbortController();
    const answer = fetch(`${door.url}/v1${path}`, {
      method: "POST",
      headers: json,
      body: JSON.stringify(body),
      signal: caller.signal,
    }).catch(() => {});
    await simulator.whenRequest(({ scenarios }) => scenarios.length > 0);
    const leftAt = performance.now();
    caller.abort();
    await answer;
    await simulator.whenRequest(({ endedAt }) => endedAt !== null);
    expect(performance.now() - leftAt).toBeLessThan(250);
    expect(simulator.requests()).toHaveLength(1);
    await vi.waitFor(() => expect(door.ledger).toMatchObject(ledger));
  });

  test("in the middle of a message", async () => {
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 20, firstTokenMs: 0 });
    const entry = door.settled();
    const reader = (await post("/messages", { ...question, stream: true })).body?.getReader();
    await reader?.read();
    const leftAt = performance.now();
    await reader?.cancel();
    await simulator.whenRequest(({ closedByClient }) => closedByClient !== null);
    expect(performance.now() - leftAt).toBeLessThan(250);
    expect(await entry).toMatchObject({ state: "stopped" });
  });

  test("in the middle of the sound, which is counted", async () => {
    await control(simulator, "POST", "pace", { speed: 1, speechFirstByteMs: 0, speechRate: 1 });
    const entry = door.settled();
    const answer = await post("/audio/speech", { ...speech, input: "一段很长的话。".repeat(30) });
    const reader = answer.body?.getReader();
    await reader?.read();
    const leftAt = performance.now();
    await reader?.cancel();
    await simulator.whenRequest(({ closedByClient }) => closedByClient !== null);
    expect(performance.now() - leftAt).toBeLessThan(250);
    expect(await entry).toMatchObject({ state: "stopped", usage: { utf8Bytes: 630, estimated: true } });
  });
});

test("a stream of a text that is filled in and breaks ends in an error frame", async () => {
  await scenario("cut-after-frames", { frames: 2 });
  const events = dataOf(await (await post("/completions", { ...gap, stream: true })).text());
  expect(events.at(-1)).toBe("[DONE]");
  expect(JSON.parse(events.at(-2) ?? "")).toMatchObject({ error: { code: "stream-truncated" } });
});
