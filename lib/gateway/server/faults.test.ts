import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { scenarioTable } from "@/lib/simulator/scenarios/table";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control, parsed } from "@/lib/simulator/test-client";
import { openTestDoor, type TestDoor } from "./test-door";

vi.stubEnv("LOG_LEVEL", "silent");

let simulator: Simulator;
let door: TestDoor;

beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, seed: "faults", clipSeconds: 0.1 });
  // SiliconFlow's faults last for ever here, and nobody waits for them; its headers come in time also where all is busy.
  const clocks = { firstByteTimeoutMs: 400, idleTimeoutMs: 60, totalTimeoutMs: 2000 };
  door = await openTestDoor({ baseUrl: `${simulator.url}/v1`, clocks });
});
afterAll(async () => {
  await door.close();
  await simulator.close();
});
afterEach(() => control(simulator, "POST", "reset"));

const model = "Qwen/Qwen3-8B";
const messages = [{ role: "user", content: "Say hello" }];
const chat = { model, messages, max_tokens: 60, enable_thinking: false };
const gap = { model: "deepseek-ai/DeepSeek-V3", prompt: "def f(", suffix: "  return 1" };
const file = () => new File(['{"custom_id":"a"}\n'], "a.jsonl");

function formOf(fields: Record<string, string | File>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const operations: [string, string, () => unknown][] = [
  ["chat", "/chat/completions", () => chat],
  ["chat as a stream", "/chat/completions", () => ({ ...chat, stream: true })],
  ["a gap as a stream", "/completions", () => ({ ...gap, stream: true })],
  ["messages", "/messages", () => ({ model, messages, max_tokens: 60 })],
  ["messages as a stream", "/messages", () => ({ model, messages, max_tokens: 60, stream: true })],
  ["embeddings", "/embeddings", () => ({ model: "BAAI/bge-m3", input: "one" })],
  [
    "rerank",
    "/rerank",
    () => ({ model: "BAAI/bge-reranker-v2-m3", query: "apple", documents: ["pear", "apple"] }),
  ],
  [
    "pictures",
    "/images/generations",
    () => ({ model: "Qwen/Qwen-Image", prompt: "A kite", size: "256x256" }),
  ],
  [
    "a clip",
    "/video/submit",
    () => ({ model: "Wan-AI/Wan2.2-T2V-A14B", prompt: "A kite", image_size: "1280x720" }),
  ],
  ["a clip's state", "/video/status", () => ({ requestId: "none" })],
  [
    "speech",
    "/audio/speech",
    () => ({
      model: "FunAudioLLM/CosyVoice2-0.5B",
      input: "Hi",
      voice: "FunAudioLLM/CosyVoice2-0.5B:anna",
    }),
  ],
  [
    "transcription",
    "/audio/transcriptions",
    () => formOf({ model: "FunAudioLLM/SenseVoiceSmall", file: new File(["RIFF"], "a.wav") }),
  ],
  ["a file", "/files", () => formOf({ purpose: "batch", file: file() })],
  ["a batch", "/batches", () => ({ input_file_id: "file-a", endpoint: "/v1/chat/completions" })],
  ["voices", "/audio/voice/list", () => undefined],
  ["models", "/models", () => undefined],
];

function send(path: string, body: unknown, { url } = door): Promise<Response> {
  if (body === undefined) return fetch(`${url}/v1${path}`);
  if (body instanceof FormData) return fetch(`${url}/v1${path}`, { method: "POST", body });
  const headers = { "content-type": "application/json" };
  return fetch(`${url}/v1${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

/** What a program saw: the status, and the answer as far as it came. */
async function seen(path: string, body: unknown) {
  const answer = await send(path, body);
  const type = answer.headers.get("content-type") ?? "";
  const text = await answer.text().catch(() => undefined);
  return { status: answer.status, type, text, trace: answer.headers.get("x-siliconcloud-trace-id") };
}

const isBytes = (type: string) => /^(audio\/|application\/octet-stream)/.test(type);

function wrongWith({ status, type, text, trace }: Awaited<ReturnType<typeof seen>>): string | undefined {
  if (/html/i.test(type) || (!isBytes(type) && /<(!doctype|html)/i.test(text ?? ""))) return "a page of HTML";
  if (status === 500) return "an unexplained 500";
  if (isBytes(type)) return undefined;
  if (text === undefined) return "an answer that broke off";
  if (type.startsWith("text/event-stream")) return undefined;
  const body = parsed(text);
  if (body === undefined) return `no JSON: ${status} ${text.slice(0, 80)}`;
  if (status >= 400 && !/"message":"[^"]/.test(text)) return "a failure without a message";
  const [asked] = simulator.requests();
  const answered = asked?.status !== null && asked?.status !== undefined;
  // Headers that came too late, or never, tell no trace.
  const timedOut = status === 504 || /ECONNRESET|SOCKET|-timeout/.test(text);
  if (answered && !timedOut && trace !== asked.traceId) return `no trace id: ${status} ${text.slice(0, 200)}`;
  return undefined;
}

/** One of each kind; those of frames for streams alone. */
const refusals = ["error-20012", "error-30001", "error-50602", "error-50505"];
const wires = [
  "reset",
  "cut-at-byte",
  "slow-body",
  "content-type",
  "html-200",
  "json-200-error",
  "empty-body",
];
const frames = ["cut-after-frames", "end-after-frames", "error-in-stream", "bad-json-frame", "stall"];
const faultsOf = (operation: string) => [
  ...refusals,
  ...wires,
  "bad-json-body",
  ...(/stream/.test(operation) ? frames : []),
];

test("the faults that are tried exist", () => {
  expect(Object.keys(scenarioTable)).toEqual(expect.arrayContaining(faultsOf("stream")));
});

test("an answer in one piece may take longer than the first byte of a stream", async () => {
  const clocks = { firstByteTimeoutMs: 60 };
  const slow = await openTestDoor({ baseUrl: `${simulator.url}/v1`, clocks });
  const calls: [string, unknown][] = [
    ["/chat/completions", chat],
    ["/completions", gap],
    ["/messages", { model, messages, max_tokens: 60 }],
  ];
  for (const [path, body] of calls) {
    await control(simulator, "POST", "scenario", { name: "slow-headers", params: { ms: 150 } });
    expect((await send(path, body, slow)).status, path).toBe(200);
  }
  expect((await send("/chat/completions", { ...chat, stream: true }, slow)).status).toBe(504);
  await slow.close();
});

test("a picture that was made but cannot be found is not made again by itself", async () => {
  await control(simulator, "POST", "scenario", { name: "image-no-url", params: {} });
  const answer = await send("/images/generations", {
    model: "Qwen/Qwen-Image",
    prompt: "A kite",
    image_size: "256x256",
  });
  expect(await answer.json()).toMatchObject({ error: { code: "outcome-unknown" } });
  expect(answer.headers.get("x-should-retry")).toBe("false");
});

describe("whatever SiliconFlow does, a program gets an answer it can read, and nothing is sent twice", () => {
  test.each(operations)("%s", async (operation, path, body) => {
    const wrong: string[] = [];
    for (const name of faultsOf(operation)) {
      await control(simulator, "POST", "reset");
      await control(simulator, "POST", "scenario", { name, params: {} });
      const found = wrongWith(await seen(path, body()));
      if (found) wrong.push(`${name}: ${found}`);
      const calls = simulator.requests().filter((asked) => asked.path === `/v1${path}`);
      if (calls.length !== 1) wrong.push(`${name}: ${calls.length} calls`);
    }
    expect(wrong).toEqual([]);
  });
});
