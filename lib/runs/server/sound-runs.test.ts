import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { runs } from "@/lib/db/schema/runs";
import type { Database } from "@/lib/db/server/database";
import { openTestDatabase } from "@/lib/db/server/test-database";
import { defineRoute } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { BlobStore, resultRules, uploadRules } from "@/lib/media/server/blob-store";
import { MediaSaver } from "@/lib/media/server/media-saver";
import { createMediaSource } from "@/lib/media/server/media-source";
import { requestBody, uploadOf } from "@/lib/media/server/request-body";
import { createUpstream } from "@/lib/siliconflow/server/upstream";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import type { TimedRunEvent } from "../event";
import type { RunRequest } from "../run-request";
import type { RunEngine } from "./engine";
import { listen } from "./run-handlers";
import { testEngine } from "./test-engine";
import { listen as listenOn } from "./test-routes";

const clocks = {
  connectTimeoutMs: 2000,
  firstByteTimeoutMs: 1000,
  idleTimeoutMs: 10_000,
  totalTimeoutMs: 30_000,
};
const cosyVoice = "FunAudioLLM/CosyVoice2-0.5B";

let directory: string;
let database: Database;
let simulator: Simulator;
let engine: RunEngine;
let uploads: BlobStore;
let server: Server;
let url: string;

beforeAll(async () => {
  database = await openTestDatabase();
});
afterAll(() => database.close());
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "sound-"));
  simulator = await startSimulator({ speed: 0, strict: true });
  const baseUrl = `${simulator.url}/v1`;
  uploads = new BlobStore(path.join(directory, "uploads"), uploadRules(1e9));
  const results = new BlobStore(
    path.join(directory, "results"),
    resultRules({ maxTotalBytes: 1e9, keptForDays: 1 }),
  );
  const source = createMediaSource({ ...clocks, baseUrl, allowedHosts: [], maxBytes: 1e8 });
  engine = testEngine(async () => database, createUpstream({ ...clocks, baseUrl, apiKey: "sk-test" }), {
    media: new MediaSaver(results, source, 1),
    bodyOf: (input) => requestBody(uploads, input),
    fileOf: (reference) => uploadOf([uploads], reference),
    priceOf: (_model, { utf8Bytes = 0 }) => ({ kind: "known", cny: (utf8Bytes * 50) / 1e6 }),
  });
  server = createServer(
    createNodeDoor([
      defineRoute({
        method: "GET",
        path: "/api/runs/:id/sound",
        door: "browser",
        handle: (request) => listen(engine, request),
      }),
    ]),
  );
  url = await listenOn(server);
});
afterEach(async () => {
  await engine.drain(0);
  server.close();
  server.closeAllConnections();
  await simulator.close();
  await rm(directory, { recursive: true });
  await database.orm.delete(runs);
});

type SpeechInput = Extract<RunRequest, { operation: "audio.speech" }>["input"];
const speech = (input: string, more: Partial<SpeechInput> = {}): RunRequest => ({
  operation: "audio.speech",
  input: { model: cosyVoice, voice: `${cosyVoice}:alex`, input, response_format: "wav", ...more },
});

let keys = 0;
async function start(request: RunRequest): Promise<string> {
  const started = await engine.start(request, `sound-key-${++keys}-${process.hrtime.bigint()}`);
  if (!started.ok) throw new Error(started.error.code);
  return started.value.runId;
}

/** The events up to the first that is wanted, else to the end. */
async function until(runId: string, wanted: (event: TimedRunEvent) => boolean = () => false) {
  const lines = await engine.follow(runId);
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

const make = async (request: RunRequest) => until(await start(request));
const endOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "run-end")?.state;
const errorOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "error")?.error;
const usageOf = (events: TimedRunEvent[]) => events.find((event) => event.type === "usage");
const savedIn = (events: TimedRunEvent[]) => events.find((event) => event.type === "media-end");
const textOf = (events: TimedRunEvent[]) =>
  events.map((event) => (event.type === "text-delta" ? event.delta : "")).join("");
const calls = (route: string) => simulator.requests().filter((entry) => entry.path.endsWith(route)).length;
const soundOf = (events: TimedRunEvent[]) =>
  readFile(path.join(directory, "results", savedIn(events)?.id ?? ""));

const scenario = (name: string, params: Record<string, string | number> = {}, more: object = {}) =>
  control(simulator, "POST", "scenario", { name, params, ...more });

describe("a spoken text", () => {
  test.each([
    ["wav", "audio/wav"],
    ["mp3", "audio/mpeg"],
    ["opus", "audio/ogg"],
    ["pcm", "application/octet-stream"],
  ] as const)("is saved as %s, and costs by its bytes", async (response_format, mediaType) => {
    const events = await make(speech("你好，世界。", { response_format }));
    expect(endOf(events)).toBe("completed");
    expect(savedIn(events)).toMatchObject({ index: 0, mediaType });
    expect(usageOf(events)).toMatchObject({
      usage: { utf8Bytes: 18, estimated: false },
      price: { cny: 0.0009 },
    });
    expect((await soundOf(events)).length).toBe(savedIn(events)?.bytes);
  });

  test("can be heard from its beginning while it comes in, by any number of listeners", async () => {
    await control(simulator, "POST", "pace", { speed: 4 });
    const runId = await start(speech("One two three four five six seven eight nine ten. ".repeat(4)));
    await until(runId, ({ type }) => type === "media-start");
    const hear = async () => {
      const response = await fetch(`${url}/api/runs/${runId}/sound`, { headers: { origin: url } });
      expect(response.headers.get("content-type")).toBe("audio/wav");
      const running = engine.soundOf(runId) !== undefined;
      return { running, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const [one, other] = await Promise.all([hear(), hear()]);
    const whole = await soundOf(await until(runId));
    expect(one.running).toBe(true);
    expect(one.bytes.equals(whole)).toBe(true);
    expect(other.bytes.equals(whole)).toBe(true);
    expect((await fetch(`${url}/api/runs/${runId}/sound`, { headers: { origin: url } })).status).toBe(404);
  });

  test("that breaks off keeps what had come, says so, and is not asked for again", async () => {
    await scenario("cut-at-byte", { bytes: 20_000 });
    const events = await make(speech("Hello, this is a longer sentence that is spoken for a while."));
    expect(endOf(events)).toBe("failed");
    expect(errorOf(events)?.code).toBe("stream-truncated");
    expect(savedIn(events)?.bytes).toBeGreaterThan(10_000);
    expect(usageOf(events)?.usage).toMatchObject({ estimated: true });
    expect(calls("/audio/speech")).toBe(1);
  });

  test("that is stopped keeps what had come", async () => {
    await control(simulator, "POST", "pace", { speed: 0.5 });
    const runId = await start(speech("One two three four five six seven eight nine ten. ".repeat(8)));
    await until(runId, ({ type }) => type === "media-start");
    const response = await fetch(`${url}/api/runs/${runId}/sound`, { headers: { origin: url } });
    await response.body?.getReader().read();
    await engine.stop(runId);
    const events = await until(runId);
    expect(endOf(events)).toBe("stopped");
    expect(savedIn(events)?.bytes).toBeGreaterThan(0);
  });

  test.each([
    ["a refusal where sound was expected", "json-200-error", {}, "upstream-failed"],
    ["a page of somebody else's", "html-200", {}, "malformed-response"],
    ["bytes that are no sound", "speech-garbage", {}, "media-wrong-type"],
    ["no byte at all", "empty-body", { type: "audio/mpeg" }, "malformed-response"],
    ["SiliconFlow's own refusal", "error-20052", {}, "voice-required"],
  ])("that turns out to be %s is told", async (_name, fault, params, code) => {
    await scenario(fault, params);
    const events = await make(speech("Hello."));
    expect(endOf(events)).toBe("failed");
    expect(errorOf(events)?.code).toBe(code);
    expect(savedIn(events)).toBeUndefined();
    expect(await readdir(path.join(directory, "results")).catch(() => [])).toEqual([]);
  });

  test("is told to be incomplete where an error stands behind it, and what had come is kept", async () => {
    await scenario("speech-error-inside", { bytes: 4096 });
    const events = await make(speech("Hello, how are you today? The weather is fine."));
    expect(endOf(events)).toBe("failed");
    expect(errorOf(events)?.code).toBe("upstream-failed");
    expect(savedIn(events)?.bytes).toBe(4096);
  });

  test("can sound like a recording that was uploaded", async () => {
    const said = await soundOf(await make(speech("This is my own voice, and this is how I sound.")));
    const { id } = await uploads.put(
      (async function* () {
        yield said;
      })(),
    );
    const references = [{ audio: `blob:${id}`, text: "This is my own voice, and this is how I sound." }];
    const events = await make(speech("Hello.", { voice: "", references }));
    expect(endOf(events)).toBe("completed");
    const [body] = simulator
      .requests()
      .filter((entry) => entry.path.endsWith("/audio/speech"))
      .map((entry) => JSON.stringify(entry.body))
      .slice(-1);
    expect(body).toContain("data:audio/wav;base64,");
  });
});

describe("a recording", () => {
  async function recording(text: string): Promise<string> {
    const said = await soundOf(await make(speech(text)));
    const { id } = await uploads.put(
      (async function* () {
        yield said;
      })(),
    );
    return `blob:${id}`;
  }
  const written = (file: string): RunRequest => ({
    operation: "audio.transcriptions",
    input: { model: "FunAudioLLM/SenseVoiceSmall", file },
  });

  test("is written down, and costs nothing", async () => {
    const events = await make(written(await recording("The quick brown fox jumps over the lazy dog.")));
    expect(endOf(events)).toBe("completed");
    expect(textOf(events).toLowerCase()).toContain("fox");
    expect(usageOf(events)?.price).toEqual({ kind: "known", cny: 0 });
  });

  test("is asked for again when SiliconFlow fails in a passing way", async () => {
    const file = await recording("Hello again.");
    await scenario(
      "error-50505",
      { "retry-after": 0.01 },
      { times: 1, match: { path: "/v1/audio/transcriptions" } },
    );
    expect(endOf(await make(written(file)))).toBe("completed");
    expect(calls("/audio/transcriptions")).toBe(2);
  });

  test("that is gone from the server is not sent", async () => {
    const events = await make(written(`blob:blob_${"0".repeat(64)}`));
    expect(errorOf(events)?.code).toBe("blob-missing");
    expect(calls("/audio/transcriptions")).toBe(0);
  });

  test.each(["transcript-null", "transcript-missing"])(
    "with %s is told as an answer that makes no sense",
    async (fault) => {
      const file = await recording("Hello.");
      await scenario(fault);
      expect(errorOf(await make(written(file)))?.code).toBe("malformed-response");
    },
  );

  test("in which nothing is said has an empty text", async () => {
    const file = await recording("Hello.");
    await scenario("transcript-empty");
    const events = await make(written(file));
    expect([endOf(events), textOf(events)]).toEqual(["completed", ""]);
  });
});
