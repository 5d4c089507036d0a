import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { embed, experimental_generateImage as generateImage, generateText, streamText } from "ai";
import OpenAI, { toFile } from "openai";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { KnownModels } from "@/lib/models/server/catalogue";
import { pictureModelOf } from "@/lib/models/server/picture-model";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { openTestDoor, type TestDoor } from "./test-door";

vi.stubEnv("LOG_LEVEL", "silent");

const patience = { timeout: 10_000 };

/* The libraries that people have, as they are, in front of the client door. */

const known = new KnownModels();
let simulator: Simulator;
let door: TestDoor;
let client: OpenAI;

beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, clipSeconds: 0.2 });
});
afterAll(() => simulator.close());
beforeEach(async () => {
  door = await openTestDoor({
    baseUrl: `${simulator.url}/v1`,
    parts: { pictureModel: (id) => pictureModelOf(id, known.get(id)) },
  });
  client = new OpenAI({ apiKey: "sk-test", baseURL: `${door.url}/v1`, maxRetries: 0 });
});
afterEach(async () => {
  await door.close();
  await control(simulator, "POST", "reset");
});

const model = "Qwen/Qwen3-8B";
const say = (content: string) => [{ role: "user" as const, content }];
const scenario = (name: string, more: Record<string, unknown> = {}) =>
  control(simulator, "POST", "scenario", { name, ...more });
const pathsAsked = () =>
  simulator.requests().map(({ path }) => path.replace(/^\/v1/, "").replace(/\?.*/, ""));

describe("openai", () => {
  test("is held to the length that newer programs ask for, and may speak as a developer", async () => {
    const messages = [{ role: "developer" as const, content: "Be kind." }, ...say("repeat 300 words")];
    const answer = await client.chat.completions.create({ model, messages, max_completion_tokens: 20 });
    expect(answer.choices[0]?.finish_reason).toBe("length");
    expect(answer.usage?.completion_tokens).toBeLessThanOrEqual(20);
  });

  test.each([
    ["words", {}],
    [
      "calls",
      {
        tools: [{ type: "function" as const, function: { name: "look", parameters: {} } }],
        tool_choice: "required" as const,
      },
    ],
  ])("reads as a stream what SiliconFlow answers in one piece (%s)", async (_, more) => {
    await scenario("json-instead-of-stream");
    const asked = { model, messages: say("Say exactly: hello"), ...more };
    const answer = await client.chat.completions.stream(asked).finalChatCompletion();
    const [choice] = answer.choices;
    if ("tools" in more)
      expect(choice?.message.tool_calls?.[0]).toMatchObject({ function: { name: "look" } });
    else expect(choice).toMatchObject({ message: { content: "hello" }, finish_reason: "stop" });
    expect(door.ledger).toHaveLength(1);
  });

  test("chats, and reads a stream", async () => {
    const whole = await client.chat.completions.create({ model, messages: say("Say exactly: hello") });
    expect(whole.choices[0]).toMatchObject({ message: { content: "hello" }, finish_reason: "stop" });
    expect(whole.usage?.total_tokens).toBeGreaterThan(0);
    const stream = await client.chat.completions.create({
      model,
      messages: say("repeat 30 words"),
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = "";
    let reasoning = "";
    for await (const { choices } of stream) {
      const delta = choices[0]?.delta;
      text += delta?.content ?? "";
      if (delta && "reasoning_content" in delta) reasoning += delta.reasoning_content ?? "";
    }
    expect(text.trim().split(/\s+/)).toHaveLength(30);
    expect(reasoning.length).toBeGreaterThan(10);
  });

  test("calls tools", async () => {
    const answer = await client.chat.completions.create({
      model,
      messages: say("What is 12 * 7?"),
      tools: [
        {
          type: "function",
          function: {
            name: "calculate",
            parameters: {
              type: "object",
              properties: { expression: { type: "string" } },
              required: ["expression"],
            },
          },
        },
      ],
    });
    const [call] = answer.choices[0]?.message.tool_calls ?? [];
    expect(call?.type === "function" && JSON.parse(call.function.arguments)).toEqual({
      expression: "12 * 7",
    });
  });

  test("fills a gap", async () => {
    const asked = {
      model: "deepseek-ai/DeepSeek-V3",
      prompt: "def add(a, b):\n",
      suffix: "\nprint(add(1, 2))",
    };
    const whole = await client.completions.create(asked);
    expect(whole.choices[0]?.text).toBeTruthy();
    let text = "";
    for await (const { choices } of await client.completions.create({ ...asked, stream: true }))
      text += choices[0]?.text ?? "";
    expect(text).toBe(whole.choices[0]?.text);
  });

  test("gets vectors, whichever way they travel", async () => {
    const asked = { model: "BAAI/bge-m3", input: ["a kite", "a dragon"] };
    const usual = await client.embeddings.create(asked);
    const floats = await client.embeddings.create({ ...asked, encoding_format: "float" });
    const texts = await client.embeddings.create({ ...asked, encoding_format: "base64" });
    expect(usual.data).toHaveLength(2);
    for (const [index, { embedding }] of usual.data.entries()) {
      const numbers = floats.data[index]?.embedding ?? [];
      expect(numbers).toHaveLength(1024);
      // As text a number has fewer digits.
      expect(Math.max(...numbers.map((value, at) => Math.abs(value - (embedding[at] ?? 0))))).toBeLessThan(
        1e-6,
      );
      const bytes = Buffer.from(String(texts.data[index]?.embedding), "base64");
      expect(bytes.equals(Buffer.from(Float32Array.from(embedding).buffer))).toBe(true);
    }
  });

  test("has pictures made, as addresses and as bytes", async () => {
    const asked = { model: "Qwen/Qwen-Image", prompt: "A kite", size: "256x256", n: 2 } as const;
    const { data: addresses } = await client.images.generate(asked);
    expect(addresses).toHaveLength(2);
    expect(new Set(addresses?.map(({ url }) => url)).size).toBe(2);
    const { data } = await client.images.generate({ ...asked, n: 1, response_format: "b64_json" });
    expect(
      Buffer.from(data?.[0]?.b64_json ?? "", "base64")
        .subarray(1, 4)
        .toString(),
    ).toBe("PNG");
    expect(pathsAsked().filter((path) => path.startsWith("/images"))).toHaveLength(3);
  });

  test("has a picture edited", async () => {
    const { data } = await client.images.generate({
      model: "Qwen/Qwen-Image",
      prompt: "A kite",
      size: "256x256",
      response_format: "b64_json",
    });
    // Bytes that nobody named: the library calls them application/octet-stream.
    const picture = await toFile(Buffer.from(data?.[0]?.b64_json ?? "", "base64"), "upload", {
      type: "application/octet-stream",
    });
    const edited = await client.images.edit({
      model: "Qwen/Qwen-Image-Edit-2509",
      image: [picture, picture],
      prompt: "At night",
      size: "1024x1024",
    });
    expect(edited.data?.[0]?.url).toMatch(/^http/);
    const body = simulator.requests().at(-1)?.body;
    expect(body).toMatchObject({
      prompt: "At night",
      image: expect.stringMatching(/^data:image\/png;base64,/),
    });
    expect(body).toHaveProperty("image2");
    expect(body).not.toHaveProperty("image_size"); // models that edit refuse it
  });

  test("speaks with a voice by its bare name, and hears what was said", async () => {
    const spoken = await client.audio.speech.create({
      model: "FunAudioLLM/CosyVoice2-0.5B",
      voice: "anna",
      input: "The kite is high above the sea today.",
      response_format: "wav",
    });
    expect(spoken.headers.get("content-type")).toMatch(/^audio\//);
    const sound = await toFile(Buffer.from(await spoken.arrayBuffer()), "kite.wav");
    const asked = { model: "FunAudioLLM/SenseVoiceSmall", file: sound };
    const { text } = await client.audio.transcriptions.create(asked);
    expect(text).toMatch(/kite/i);
    expect(await client.audio.transcriptions.create({ ...asked, response_format: "text" })).toBe(`${text}\n`);
    const verbose = await client.audio.transcriptions.create({ ...asked, response_format: "verbose_json" });
    expect(verbose).toEqual({ task: "transcribe", text });
    await expect(client.audio.transcriptions.create({ ...asked, response_format: "srt" })).rejects.toThrow(
      OpenAI.BadRequestError,
    );
    expect(door.ledger.at(-1)).toMatchObject({ operation: "audio.transcriptions", model: asked.model });
  });

  test("sends a file, has a batch worked on, and reads its results, which are counted once", async () => {
    const batchModel = "deepseek-ai/DeepSeek-V3";
    const line = {
      method: "POST",
      url: "/v1/chat/completions",
      body: { model: batchModel, messages: say("Hello") },
    };
    const lines = ["a", "b"].map((id) => JSON.stringify({ custom_id: id, ...line })).join("\n");
    const file = await client.files.create({
      file: await toFile(Buffer.from(lines), "in.jsonl"),
      purpose: "batch",
    });
    expect(file).toMatchObject({
      object: "file",
      bytes: Buffer.byteLength(lines),
      filename: "in.jsonl",
      purpose: "batch",
    });
    expect(file.created_at).toBeGreaterThan(1e9);
    const { id } = file;
    const listed = await client.files.list();
    expect(listed.data.map((one) => one.id)).toEqual([id]);
    expect(listed.hasNextPage()).toBe(false);
    expect(await client.files.retrieve(id)).toMatchObject({ id, object: "file" });
    await expect(client.files.retrieve("file-none")).rejects.toThrow(OpenAI.NotFoundError);
    expect(await (await client.files.content(id)).text()).toBe(lines);
    expect(door.ledger).toEqual([]);

    const batch = await client.batches.create({
      input_file_id: id,
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
    });
    expect(batch).toMatchObject({ object: "batch", input_file_id: id });
    await vi.waitFor(
      async () => expect((await client.batches.retrieve(batch.id)).status).toBe("completed"),
      patience,
    );
    const all = [];
    for await (const one of client.batches.list({ limit: 1 })) all.push(one.id);
    expect(all).toEqual([batch.id]);
    const { output_file_id: output } = await client.batches.retrieve(batch.id);
    for (let times = 0; times < 2; times += 1) {
      const results = (await (await client.files.content(output ?? "")).text()).trim().split("\n");
      expect(results.map((one) => JSON.parse(one).custom_id).sort()).toEqual(["a", "b"]);
    }
    expect(door.ledger).toMatchObject([
      { operation: "batches", model: batchModel, usage: { batched: true } },
    ]);
    await expect(client.batches.cancel(batch.id)).rejects.toThrow(OpenAI.BadRequestError);
  });

  test("has a clip made, asks about it and reads it", async () => {
    const video = await client.videos.create({
      model: "Wan-AI/Wan2.2-T2V-A14B",
      prompt: "A kite",
      size: "1280x720",
    });
    expect(video).toMatchObject({
      object: "video",
      status: "queued",
      size: "1280x720",
      model: "Wan-AI/Wan2.2-T2V-A14B",
    });
    await vi.waitFor(
      async () => expect((await client.videos.retrieve(video.id)).status).toBe("completed"),
      patience,
    );
    expect(await client.videos.retrieve(video.id)).toMatchObject({
      id: video.id,
      progress: 100,
      error: null,
    });
    const content = await client.videos.downloadContent(video.id);
    expect(content.headers.get("content-type")).toBe("video/webm");
    expect((await content.arrayBuffer()).byteLength).toBeGreaterThan(1000);
    expect(pathsAsked().filter((path) => path === "/video/submit")).toHaveLength(1);
    const failing = await client.videos.create({
      model: "Wan-AI/Wan2.2-T2V-A14B",
      prompt: "fail with reason: too dark",
    });
    await vi.waitFor(
      async () => expect((await client.videos.retrieve(failing.id)).status).toBe("failed"),
      patience,
    );
    expect((await client.videos.retrieve(failing.id)).error).toMatchObject({ message: "too dark" });
    await expect(client.videos.downloadContent(failing.id)).rejects.toThrow(OpenAI.NotFoundError);
  });

  test("lists models, and finds one whose name has a slash", async () => {
    const models = [];
    for await (const { id } of client.models.list()) models.push(id);
    expect(models).toContain(model);
    expect(await client.models.retrieve(model)).toMatchObject({ id: model, object: "model" });
    const plain = await fetch(`${door.url}/v1/models/${model}`);
    expect(await plain.json()).toMatchObject({ id: model });
    await expect(client.models.retrieve("no/such")).rejects.toThrow(OpenAI.NotFoundError);
  });

  test.each([
    ["error-20012", OpenAI.BadRequestError, 400, "model-not-found"],
    ["error-30003", OpenAI.PermissionDeniedError, 403, "model-disabled"],
    ["error-50602", OpenAI.RateLimitError, 429, "rate-limited"],
    ["error-50505", OpenAI.InternalServerError, 503, "overloaded"],
  ])("has a class for each error: %s", async (name, type, status, code) => {
    await scenario(name);
    const calls: (() => Promise<unknown>)[] = [
      () => client.chat.completions.create({ model, messages: say("Hello") }),
      () => client.embeddings.create({ model: "BAAI/bge-m3", input: "x" }),
      () => client.images.generate({ model: "Qwen/Qwen-Image", prompt: "A kite", n: 1 }),
      () =>
        client.audio.speech.create({ model: "FunAudioLLM/CosyVoice2-0.5B", voice: "anna", input: "Hello" }),
      () => client.files.list(),
    ];
    for (const call of calls) {
      const error = await call().then(
        () => undefined,
        (thrown: unknown) => thrown,
      );
      expect(error).toBeInstanceOf(type);
      expect(error).toMatchObject({ status, code, message: expect.stringMatching(/\w{3}/) });
    }
  });

  test.each([
    ["error-50602", { "retry-after": 0 }, 3],
    ["error-50505", {}, 3],
    ["error-20012", {}, 1],
  ])("tries again by itself and is the only one that does: %s", async (name, params, calls) => {
    await scenario(name, { params });
    const patient = new OpenAI({ apiKey: "sk-test", baseURL: `${door.url}/v1`, maxRetries: 2 });
    await expect(patient.chat.completions.create({ model, messages: say("Hello") })).rejects.toThrow();
    expect(simulator.requests()).toHaveLength(calls);
  });

  test("sends nothing again that may have been made and paid for", async () => {
    await scenario("drop-after-work");
    const patient = new OpenAI({ apiKey: "sk-test", baseURL: `${door.url}/v1`, maxRetries: 2 });
    const clip = { model: "Wan-AI/Wan2.2-T2V-A14B", prompt: "A kite" } as const;
    const picture = { model: "Qwen/Qwen-Image", prompt: "A kite", size: "256x256" } as const;
    for (const call of [() => patient.videos.create(clip), () => patient.images.generate(picture)])
      await expect(call()).rejects.toMatchObject({ status: 502, code: "outcome-unknown" });
    expect(simulator.requests()).toHaveLength(2);
  });

  test("names SiliconFlow's trace of a call, also of one that failed", async () => {
    const embedded = await client.embeddings.create({ model: "BAAI/bge-m3", input: "x" });
    expect(embedded._request_id).toBe(simulator.requests()[0]?.traceId);
    await expect(client.embeddings.create({ model: "none", input: "x" })).rejects.toMatchObject({
      requestID: expect.stringMatching(/^ti_/),
    });
  });

  test("leaves a stream, and SiliconFlow's side is closed", async () => {
    await control(simulator, "POST", "pace", { speed: 1, tokensPerSecond: 100, firstTokenMs: 0 });
    const stream = await client.chat.completions.create({
      model,
      messages: say("repeat 5000 words"),
      stream: true,
    });
    for await (const _ of stream) break;
    const leftAt = performance.now();
    await simulator.whenRequest(({ closedByClient }) => closedByClient !== null);
    expect(performance.now() - leftAt).toBeLessThan(250);
  });

  test("is told of a stream that breaks", async () => {
    await scenario("cut-after-frames", { params: { frames: 12 } });
    const stream = await client.chat.completions.create({ model, messages: say("写一首长诗"), stream: true });
    const reading = async () => {
      for await (const _ of stream);
    };
    await expect(reading()).rejects.toThrow(OpenAI.APIError);
  });
});

describe("the AI SDK", () => {
  const provider = () =>
    createOpenAICompatible({
      name: "siliconflow",
      baseURL: `${door.url}/v1`,
      apiKey: "sk-test",
      includeUsage: true,
    });

  test("writes, thinks and streams", async () => {
    const whole = await generateText({ model: provider()(model), prompt: "Say exactly: hello" });
    expect(whole).toMatchObject({ text: "hello", finishReason: "stop" });
    expect(whole.reasoningText?.length).toBeGreaterThan(10);
    const stream = streamText({ model: provider()(model), prompt: "repeat 20 words" });
    expect((await stream.text).trim().split(/\s+/)).toHaveLength(20);
    expect((await stream.usage).outputTokens).toBeGreaterThan(0);
  });

  test("gets vectors and pictures", async () => {
    const { embedding } = await embed({ model: provider().embeddingModel("BAAI/bge-m3"), value: "a kite" });
    expect(embedding).toHaveLength(1024);
    const { image } = await generateImage({
      model: provider().imageModel("Qwen/Qwen-Image"),
      prompt: "A kite",
      size: "256x256",
    });
    expect(image.mediaType).toBe("image/png");
  });
});
