import Anthropic from "@anthropic-ai/sdk";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { openTestDoor, type TestDoor } from "./test-door";

vi.stubEnv("LOG_LEVEL", "silent");

const model = "deepseek-ai/DeepSeek-V3";
const thinker = "deepseek-ai/DeepSeek-R1";

let simulator: Simulator;
let door: TestDoor;

beforeEach(async () => {
  simulator = await startSimulator({ speed: 0, seed: "anthropic" });
  const clocks = { firstByteTimeoutMs: 900, idleTimeoutMs: 400 };
  door = await openTestDoor({ baseUrl: `${simulator.url}/v1`, clocks });
});

afterEach(async () => {
  await door.close();
  await simulator.close();
});

const client = (more: { maxRetries?: number } = {}) =>
  new Anthropic({ baseURL: door.url, apiKey: "sk-any", maxRetries: 0, logLevel: "off", ...more });

const question = (content: string) => ({
  model,
  max_tokens: 1000,
  messages: [{ role: "user" as const, content }],
});

const scenario = (name: string, params: Record<string, string | number> = {}) =>
  control(simulator, "POST", "scenario", { name, params });

const weather = {
  name: "get_weather",
  description: "Weather by city",
  input_schema: { type: "object" as const, properties: { city: { type: "string" } }, required: ["city"] },
};

describe("Anthropic's client gets", () => {
  test("a whole answer, which stands in the ledger", async () => {
    const entry = door.settled();
    const answer = await client().messages.create(question("Say exactly: 你好"));
    expect(answer).toMatchObject({ role: "assistant", stop_reason: "end_turn", model });
    expect(answer.content).toEqual([{ type: "text", text: "你好" }]);
    expect(await entry).toMatchObject({
      operation: "messages",
      model,
      state: "completed",
      usage: { ...tokensOf(answer.usage), estimated: false },
      traceId: simulator.requests()[0]?.traceId,
    });
  });

  test("the models in its own form, and one of them", async () => {
    const ids: string[] = [];
    for await (const one of client().models.list()) ids.push(one.id);
    expect(ids).toContain(model);
    expect(ids.length).toBeGreaterThan(20);
    const form = { type: "model", id: model, display_name: model, created_at: "1970-01-01T00:00:00.000Z" };
    expect(await client().models.retrieve(model)).toMatchObject(form);
    await expect(client().models.retrieve("no/such")).rejects.toThrow(Anthropic.NotFoundError);
    expect(await (await fetch(`${door.url}/v1/models`)).json()).toHaveProperty("object", "list");
  });

  test("the same answer streamed, with its count of tokens", async () => {
    const entry = door.settled();
    const stream = client().messages.stream(question("Say exactly: 你好 🌍"));
    const heard: string[] = [];
    stream.on("text", (piece) => heard.push(piece));
    const answer = await stream.finalMessage();
    expect(heard.join("")).toBe("你好 🌍");
    expect(answer).toMatchObject({ stop_reason: "end_turn", content: [{ type: "text", text: "你好 🌍" }] });
    expect(answer.usage.output_tokens).toBeGreaterThan(0);
    expect(await entry).toMatchObject({ state: "completed", usage: tokensOf(answer.usage) });
  });

  test("what the model thought, apart from what it says", async () => {
    const thinking = { type: "enabled" as const, budget_tokens: 500 };
    const body = { ...question("Why is the sky blue?"), model: thinker, thinking };
    const whole = await client().messages.create(body);
    const streamed = await client().messages.stream(body).finalMessage();
    for (const { content } of [whole, streamed]) {
      expect(content.map(({ type }) => type)).toEqual(["thinking", "text"]);
      expect(content[0]).toMatchObject({ thinking: /\w/, signature: /\w/ });
    }
  });

  test("thinking also where it leaves the choice to the model, which SiliconFlow does not know", async () => {
    const thinking = { type: "adaptive" as const };
    const { content } = await client().messages.create({ ...question("Why?"), model: thinker, thinking });
    expect(content[0]).toMatchObject({ type: "thinking" });
    expect(simulator.requests()[0]?.body).toMatchObject({
      thinking: { type: "enabled", budget_tokens: 500 },
      messages: [{ role: "user", content: "Why?" }],
    });
  });

  test("calls of tools, and an answer to what they gave back", async () => {
    const asked = { role: "user" as const, content: "What is the weather in Paris?" };
    const body = { model, max_tokens: 500, tools: [weather], messages: [asked] };
    const whole = await client().messages.create(body);
    const streamed = await client().messages.stream(body).finalMessage();
    for (const { stop_reason, content } of [whole, streamed]) {
      expect(stop_reason).toBe("tool_use");
      expect(content.at(-1)).toMatchObject({
        type: "tool_use",
        name: "get_weather",
        input: { city: expect.any(String) },
      });
    }
    const use = whole.content.at(-1) as Anthropic.ToolUseBlock;
    const answer = await client().messages.create({
      ...body,
      messages: [
        asked,
        { role: "assistant", content: whole.content },
        { role: "user", content: [{ type: "tool_result", tool_use_id: use.id, content: "21 °C" }] },
      ],
    });
    expect(JSON.stringify(answer.content)).toContain("21 °C");
  });

  test("an estimate of the tokens that a request has, without a call", async () => {
    const { messages } = question("四个汉字");
    const count = (more: object) => client().messages.countTokens({ model, messages, ...more });
    const plain = await count({});
    expect(plain.input_tokens).toBe(3);
    expect((await count({ system: "Be brief." })).input_tokens).toBeGreaterThan(plain.input_tokens);
    expect((await count({ tools: [weather] })).input_tokens).toBeGreaterThan(20);
    const picture = { type: "image", source: { type: "url", url: "https://example.com/a.png" } };
    expect((await count({ messages: [{ role: "user", content: [picture] }] })).input_tokens).toBe(1024);
    expect(simulator.requests()).toEqual([]);
  });
});

const tokensOf = (usage: Anthropic.Usage) => ({
  inputTokens: usage.input_tokens,
  outputTokens: usage.output_tokens,
});

describe("a stream that is odd", () => {
  test.each([
    ["no-event-names", {}],
    ["missing-done", {}],
    ["usage-missing", {}],
    ["usage-odd", {}],
    ["bad-json-frame", {}],
    ["comments", {}],
    ["crlf", {}],
    ["cr", {}],
    ["split", { bytes: 1 }],
    ["unknown-fields", {}],
    ["byte-order-mark", {}],
    ["multi-line-data", {}],
    ["no-space", {}],
  ])("(%s) is whole for Anthropic's client", async (name, params) => {
    await scenario(name, params);
    const answer = await client().messages.stream(question("Say exactly: 你好 🌍")).finalMessage();
    expect(answer).toMatchObject({ stop_reason: "end_turn", content: [{ text: "你好 🌍" }] });
    expect(answer.usage).toMatchObject({
      input_tokens: expect.any(Number),
      output_tokens: expect.any(Number),
    });
  });

  test("ends in message_stop, and in nothing behind it", async () => {
    const answer = await fetch(`${door.url}/v1/messages`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ ...question("hi"), stream: true }),
    });
    const text = await answer.text();
    expect(text).toMatch(/event: message_stop\ndata: \{"type":"message_stop"\}\n\n$/);
    expect(text).not.toContain("[DONE]");
    expect(text.split("\n\n").filter((event) => event && !event.startsWith("event: "))).toEqual([]);
  });

  test.each([
    ["cut-after-frames", { frames: 6 }],
    ["end-after-frames", { frames: 6 }],
    ["stall", { frames: 6 }],
    ["cut-at-byte", { bytes: 700 }],
    ["error-in-stream", { frames: 6, shape: "platform" }],
    ["error-in-stream", { frames: 6, shape: "openai" }],
    ["error-in-stream", { frames: 6, shape: "string" }],
  ])("(%s %j) is an error, never an answer, and what came is in the ledger", async (name, params) => {
    await scenario(name, params);
    const entry = door.settled();
    const failing = client().messages.stream(question("写一首长诗")).finalMessage();
    await expect(failing).rejects.toThrow(Anthropic.APIError);
    expect(await entry).toMatchObject({ state: "failed", usage: { estimated: true } });
  });
});

describe("a refusal is one of Anthropic's errors", () => {
  test.each([
    ["error-20012", Anthropic.BadRequestError, 400, "invalid_request_error"],
    ["error-20015-too-long", Anthropic.BadRequestError, 400, "invalid_request_error"],
    ["error-30001", Anthropic.APIError, 402, "billing_error"],
    ["error-403", Anthropic.PermissionDeniedError, 403, "permission_error"],
    ["error-50602", Anthropic.RateLimitError, 429, "rate_limit_error"],
    ["error-50507", Anthropic.InternalServerError, 502, "api_error"],
    ["error-50505", Anthropic.InternalServerError, 503, "overloaded_error"],
    ["error-504-html", Anthropic.InternalServerError, 504, "timeout_error"],
    ["html-200", Anthropic.InternalServerError, 502, "api_error"],
    ["reset", Anthropic.InternalServerError, 502, "api_error"],
  ])("%s", async (name, kind, status, type) => {
    await scenario(name);
    for (const stream of [false, true]) {
      const failure = await client()
        .messages.create({ ...question("hi"), stream })
        .then(
          () => undefined,
          (error: unknown) => error,
        );
      expect(failure).toBeInstanceOf(kind);
      expect(failure).toMatchObject({ status, error: { type: "error", error: { type } } });
    }
    expect(door.ledger).toEqual([]);
  });

  test("for what is wrong with the request, nothing is sent", async () => {
    const wrong = { ...question("hi"), max_tokens: 0 };
    const refused = client().messages.create(wrong);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      error: { error: { type: "invalid_request_error", message: expect.stringContaining("max_tokens") } },
    });
    expect(simulator.requests()).toEqual([]);
  });

  test("that a second try may mend is tried again by the client, and only by it", async () => {
    await control(simulator, "POST", "scenario", { name: "error-50505", times: 1 });
    const answer = await client({ maxRetries: 2 }).messages.create(question("Say exactly: ok"));
    expect(answer.content).toMatchObject([{ text: "ok" }]);
    expect(simulator.requests()).toHaveLength(2);
  });
});

test("who leaves closes SiliconFlow's socket within 250 ms, and pays for what came", async () => {
  await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 100, firstTokenMs: 0 });
  const entry = door.settled();
  const stream = client().messages.stream(question("repeat 5000 words"));
  await new Promise<void>((resolve) => stream.on("text", () => resolve()));
  const leftAt = performance.now();
  stream.abort();
  await expect(stream.finalMessage()).rejects.toThrow(Anthropic.APIUserAbortError);
  await simulator.whenRequest((one) => one.closedByClient !== null);
  expect(performance.now() - leftAt).toBeLessThan(250);
  expect(await entry).toMatchObject({ state: "stopped", usage: { estimated: true } });
});
