import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { chat, chunksOf, streamedText } from "@/lib/simulator/test-client";

const v3 = "deepseek-ai/DeepSeek-V3";
const r1 = "deepseek-ai/DeepSeek-R1";

const completionSchema = z.object({
  choices: z.array(
    z.object({
      index: z.number(),
      message: z.object({
        content: z.string(),
        reasoning_content: z.string().default(""),
        tool_calls: z
          .array(
            z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }),
          )
          .default([]),
      }),
      finish_reason: z.string(),
    }),
  ),
  usage: z.object({
    prompt_tokens: z.number(),
    completion_tokens: z.number(),
    completion_tokens_details: z.object({ reasoning_tokens: z.number() }).optional(),
  }),
});

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterAll(() => simulator.close());

async function ask(content: unknown, more: Record<string, unknown> = {}) {
  const messages = [{ role: "user", content }];
  const { json } = await chat(simulator, { model: v3, messages, ...more });
  const { choices, usage } = completionSchema.parse(json);
  const [first] = choices;
  if (first === undefined) throw new Error("No choice");
  return { ...first, text: first.message.content, choices, usage };
}

describe("special prompts", () => {
  it("echoes exactly, through any frame", async () => {
    const { text } = await chat(simulator, {
      model: v3,
      stream: true,
      messages: [{ role: "user", content: "Say exactly: 你好🌍\n\n👩‍👩‍👧 `code` é" }],
    });
    expect(streamedText(text).content).toBe("你好🌍\n\n👩‍👩‍👧 `code` é");
    expect((await ask("请原样回复：三 个，字")).text).toBe("三 个，字");
  });

  it("writes exactly as many words or characters as asked for", async () => {
    expect((await ask("Please repeat 1234 words")).text.split(/\s+/)).toHaveLength(1234);
    expect([...(await ask("请输出 800 字")).text.replaceAll("\n", "")]).toHaveLength(800);
    expect(Buffer.byteLength((await ask("repeat 100000 words")).text)).toBeGreaterThan(190_000);
  });

  it("knows what was asked before", async () => {
    const messages = [
      { role: "user", content: "How deep is the sea?" },
      { role: "assistant", content: "Deep." },
      { role: "user", content: "What did I just ask?" },
    ];
    expect((await ask("", { messages })).text).toContain("How deep is the sea?");
    expect((await ask("我刚才问了什么？")).text).toContain("第一句");
  });

  it("follows the system prompt's language and its fixed reply", async () => {
    const under = (system: string, user: string) =>
      ask("", {
        messages: [
          { role: "system", content: system },
          { role: "user", content: user },
        ],
      });
    expect((await under("Always answer in Chinese.", "Explain tides")).text).toMatch(
      /我们一步一步来看|一句话/,
    );
    expect((await under("请用英文回答", "什么是潮汐")).text).toMatch(/one step at a time|In one sentence/);
    expect((await under("Reply with: PONG", "ping")).text).toBe("PONG");
  });
});

describe("ordinary prompts", () => {
  it("knows a few facts, and errs now and then, always the same model on the same question", async () => {
    const questions = ["What is the capital of Australia?", "What is 17 times 23?", "钨的元素符号是什么？"];
    const known = ["Canberra", "391", "W"];
    const models = [v3, "Qwen/Qwen3-8B", "THUDM/GLM-4-9B-0414", "Qwen/Qwen2.5-7B-Instruct"];
    const answers = await Promise.all(
      models.map((model) =>
        Promise.all(questions.map(async (question) => (await ask(question, { model })).text)),
      ),
    );
    const right = answers.flat().filter((answer, at) => answer === known[at % known.length]);
    expect(right.length).toBeGreaterThan(answers.flat().length / 2);
    expect(await Promise.all(questions.map(async (question) => (await ask(question)).text))).toEqual(
      answers[0],
    );
    expect((await ask(`Tell me in detail: ${"word ".repeat(60)} What is 17 times 23?`)).text).not.toBe("391");
  });

  it("answers in the question's language, in the form that it asks for, and says who wrote it", async () => {
    const table = await ask("Compare trams and bicycles");
    expect(table.text).toContain("| Criterion | Trams | Bicycles |");
    expect(table.text).toContain("the simulator wrote this");
    expect((await ask("用 Python 写一个快速排序")).text).toContain("```python\ndef quick_sort");
    expect((await ask("推导求根公式")).text).toContain("$$");
  });

  it.each([
    ["Who are you?", "Hello"],
    ["你是谁？", "你好"],
  ])("names its model when it is asked for that and not otherwise (%s)", async (asked, other) => {
    expect((await ask(asked)).text).toContain("deepseek-ai/DeepSeek-V3");
    for (const prompt of [other, "Explain tides", "用 Python 写一个快速排序"])
      expect((await ask(prompt)).text).not.toMatch(/deepseek/i);
  });

  it("counts the pictures that it was sent", async () => {
    const picture = { type: "image_url", image_url: { url: "data:image/png;base64,AA==" } };
    const content = [picture, picture, { type: "text", text: "What is in the pictures?" }];
    expect((await ask(content, { model: "Qwen/Qwen3-VL-8B-Instruct" })).text).toContain("2 pictures");
  });
});

describe("media in the request", () => {
  it("are named with what their headers say, and cost by their size", async () => {
    const png = Buffer.alloc(60);
    png.write("\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "latin1");
    png.writeUInt32BE(560, 16);
    png.writeUInt32BE(280, 20);
    const sent = (detail: string) =>
      ask(
        [
          {
            type: "image_url",
            image_url: { url: `data:image/png;base64,${png.toString("base64")}`, detail },
          },
          { type: "text", text: "What is this?" },
        ],
        { model: "Qwen/Qwen3-VL-8B-Instruct" },
      );
    const [high, low] = [await sent("high"), await sent("low")];
    expect(high.text).toContain("1 picture (PNG, 560 × 280)");
    expect(low.usage.prompt_tokens - high.usage.prompt_tokens).toBe(256 - 200);
  });
});

describe("thinking", () => {
  it("is on for switchable models unless switched off, and always on for R1", async () => {
    const thinking = async (model: string, more = {}) =>
      (await ask("Explain tides", { model, ...more })).message.reasoning_content;
    expect(await thinking("Qwen/Qwen3-8B")).not.toBe("");
    expect(await thinking("Qwen/Qwen3-8B", { enable_thinking: false })).toBe("");
    expect(await thinking(r1, { enable_thinking: false })).not.toBe("");
    expect(await thinking(v3)).toBe("");
  });

  it("stops at the budget on Qwen3, and does not heed it on Qwen3.5-4B", async () => {
    const tokens = async (model: string) =>
      (await ask("解释一下潮汐".repeat(60), { model, thinking_budget: 128 })).usage.completion_tokens_details
        ?.reasoning_tokens;
    expect(await tokens("Qwen/Qwen3-8B")).toBe(128);
    expect(await tokens("Qwen/Qwen3.5-4B")).toBeGreaterThan(128);
  });

  it("uses up max_tokens: a small limit ends in `length` with empty content", async () => {
    const answer = await ask("Explain tides", { model: r1, max_tokens: 20 });
    expect(answer.finish_reason).toBe("length");
    expect(answer.text).toBe("");
    expect(answer.usage.completion_tokens).toBe(20);
  });
});

describe("limits of the text", () => {
  it("ends at max_tokens, before a stop sequence, and gives n choices", async () => {
    expect((await ask("repeat 50 words", { max_tokens: 7 })).usage.completion_tokens).toBe(7);
    const stopped = await ask("say exactly: one END two", { stop: ["END", "zzz"] });
    expect([stopped.text, stopped.finish_reason]).toEqual(["one ", "stop"]);
    expect((await ask("hello", { n: 3 })).choices.map((choice) => choice.index)).toEqual([0, 1, 2]);
  });
});

const weather = {
  type: "function",
  function: {
    name: "get_weather",
    description: "Current weather of a city 查询天气",
    parameters: {
      type: "object",
      properties: {
        location: { type: "string" },
        unit: { type: "string", enum: ["celsius", "fahrenheit"] },
        days: { type: "integer", minimum: 1, maximum: 7 },
      },
      required: ["location", "unit", "days"],
    },
  },
};

describe("tools", () => {
  it("calls the tool that fits the question, with arguments that fit its schema", async () => {
    const answer = await ask("What is the weather in Boston for 3 days, in fahrenheit?", {
      tools: [weather],
    });
    const [call] = answer.message.tool_calls;
    expect(call?.function.name).toBe("get_weather");
    expect(JSON.parse(call?.function.arguments ?? "")).toEqual({
      location: "Boston",
      unit: "fahrenheit",
      days: 3,
    });
    expect(call?.id).toMatch(/^[0-9a-f]{32}$/);
    expect((await ask("北京天气怎么样", { tools: [weather] })).message.tool_calls).toHaveLength(1);
  });

  it("calls nothing when nothing fits or the choice is none, and the named one when it is named", async () => {
    expect((await ask("Tell me a story", { tools: [weather] })).message.tool_calls).toEqual([]);
    expect((await ask("weather?", { tools: [weather], tool_choice: "none" })).message.tool_calls).toEqual([]);
    const named = { type: "function", function: { name: "get_weather" } };
    expect((await ask("Hi", { tools: [weather], tool_choice: named })).message.tool_calls).toHaveLength(1);
  });

  it("calls a tool that the question fills, without a word of its description", async () => {
    const parameters = {
      type: "object",
      properties: { text: { type: "string" }, letter: { type: "string" } },
      required: ["text", "letter"],
    };
    const counter = { type: "function", function: { name: "count", description: "", parameters } };
    const answer = await ask('How many "r" are in "strawberry"?', { tools: [weather, counter] });
    const [call] = answer.message.tool_calls;
    expect(call?.function.name).toBe("count");
    expect(JSON.parse(call?.function.arguments ?? "")).toEqual({ text: "strawberry", letter: "r" });
  });

  it("answers with the result once a tool has spoken", async () => {
    const call = { id: "c1", type: "function", function: { name: "get_weather", arguments: "{}" } };
    const messages = [
      { role: "user", content: "What is the weather in Boston?" },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "c1", content: "17 degrees and rain" },
    ];
    const answer = await ask("", { messages, tools: [weather] });
    expect(answer.message.tool_calls).toEqual([]);
    expect(answer.text).toContain("17 degrees and rain");
    expect(answer.text).toContain("get_weather");
  });

  it("streams arguments that join into the same JSON", async () => {
    const messages = [{ role: "user", content: "weather in Paris" }];
    const { text } = await chat(simulator, { model: v3, messages, tools: [weather], stream: true });
    const parts = chunksOf(text).flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []);
    expect(parts.length).toBeGreaterThan(3);
    expect(JSON.parse(parts.map((part) => part.function.arguments).join(""))).toMatchObject({
      location: "Paris",
    });
  });
});

describe("JSON, prefix and fill-in-the-middle", () => {
  it("answers one JSON object: in the given schema, in the described form, or a general one", async () => {
    const schema = { type: "object", properties: { city: { type: "string" }, rank: { type: "integer" } } };
    const structured = { type: "json_schema", json_schema: { name: "x", schema } };
    const fitted = JSON.parse(
      (await ask("Rank the city of Paris by size", { response_format: structured })).text,
    );
    expect(fitted).toEqual({ city: "Paris", rank: expect.any(Number) });
    const object = { response_format: { type: "json_object" } };
    const described = await ask('Return JSON {"city": string} for the capital of France.', object);
    expect(Object.keys(JSON.parse(described.text))).toEqual(["city"]);
    expect(JSON.parse((await ask("Anything as JSON", object)).text)).toBeTypeOf("object");
  });

  it("continues a prefix without repeating it", async () => {
    const { text } = await ask("Write quicksort in Python.", { prefix: "```python\n" });
    expect(text.startsWith("def quick_sort")).toBe(true);
    expect(text.endsWith("```")).toBe(true);
  });

  it("fills the gap between prefix and suffix, also from extra_body", async () => {
    const gap = { prefix: "def add(a, b):\n", suffix: "\nprint(add(1, 2))\n" };
    expect((await ask("Complete the function.", gap)).text).toBe("    return a + b");
    expect((await ask("Complete the function.", { extra_body: gap })).text).toBe("    return a + b");
  });
});
