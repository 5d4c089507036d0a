import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { chat, chunksOf, dataOf, streamedText } from "@/lib/simulator/test-client";

const recording = (name: string): string =>
  readFileSync(new URL(`./recordings/streams/${name}`, import.meta.url), "utf8");

/** A JSON value with each leaf replaced by its kind: equal shapes have equal text, key order included. */
function shape(text: string): string {
  return JSON.stringify(JSON.parse(text), (key, value: unknown) => {
    if (value === "" || key === "role" || key === "finish_reason" || key === "object") return value;
    return value === null || typeof value === "object" ? value : typeof value;
  });
}

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, seed: "wire" });
});
afterAll(() => simulator.close());

const say = (model: string, content: string, more: object = {}) => ({
  model,
  messages: [{ role: "user", content }],
  stream: true,
  ...more,
});

describe("streams have the form that was recorded", () => {
  it("writes DeepSeek-V3 frame by frame as captured", async () => {
    const { text, headers } = await chat(simulator, say("deepseek-ai/DeepSeek-V3", "say exactly: 你好"));
    expect(dataOf(text).map((data) => (data === "[DONE]" ? data : shape(data)))).toEqual(
      dataOf(recording("deepseek-v3.sse")).map((data) => (data === "[DONE]" ? data : shape(data))),
    );
    expect(text.endsWith("data: [DONE]\n\n")).toBe(true);
    expect(headers.get("content-type")).toBe("text/event-stream");
    expect(headers.get("x-siliconcloud-trace-id")).toMatch(/^ti_[0-9a-f]{32}$/);
    expect(chunksOf(text)[0]?.id).toMatch(/^[0-9a-f]{32}$/);
  });

  it("writes DeepSeek-R1 as captured: role in each frame, null while thinking, a lone line feed first", async () => {
    const { text } = await chat(simulator, say("deepseek-ai/DeepSeek-R1", "say exactly: 你好"));
    const frames = dataOf(text).slice(0, -1);
    const answerAt = frames.findIndex((data) => data.includes('"reasoning_content":null'));
    const [opening, thinking, switching, finish] = dataOf(recording("deepseek-r1.sse")).map(shape);
    expect(shape(frames[0] ?? "")).toBe(opening);
    expect(new Set(frames.slice(1, answerAt).map(shape))).toEqual(new Set([thinking]));
    expect(shape(frames[answerAt] ?? "")).toBe(switching);
    expect(shape(frames.at(-1) ?? "")).toBe(finish);
    expect(frames[answerAt]).toContain('"content":"\\n"');
  });

  it("writes Qwen3.5-4B with usage in one last chunk without choices, though nobody asked", async () => {
    const { text } = await chat(simulator, say("Qwen/Qwen3.5-4B", "hello", { enable_thinking: false }));
    const chunks = chunksOf(text);
    expect(chunks.slice(0, -1).every((chunk) => chunk.usage === undefined)).toBe(true);
    expect(chunks.at(-1)?.choices).toEqual([]);
    expect(chunks.at(-1)?.usage?.completion_tokens).toBeGreaterThan(10);
  });

  it("writes a Kimi tool call as captured", async () => {
    const tool = {
      type: "function",
      function: {
        name: "files_extract",
        parameters: { type: "object", properties: { path: { type: "string" } }, required: ["path"] },
      },
    };
    const body = say("Pro/moonshotai/Kimi-K2.6", "Extract the files", { tools: [tool] });
    const { text } = await chat(simulator, body);
    const choices = dataOf(text)
      .slice(0, -1)
      .map((data) => JSON.stringify(JSON.parse(data).choices[0]));
    const first = choices.findIndex((choice) => choice.includes("tool_calls"));
    const [opening, fragment, finish] = recording("kimi-tool-call.jsonl").trim().split("\n");
    expect(choices[first]).toBe(opening);
    expect(shape(choices[first + 1] ?? "")).toBe(shape(fragment ?? ""));
    expect(choices.at(-1)).toBe(finish);
  });

  it("ends a forced call on Qwen3.5 with stop, elsewhere with tool_calls", async () => {
    const tools = [{ type: "function", function: { name: "look_up" } }];
    const finishOf = async (model: string): Promise<string | null | undefined> => {
      const { text } = await chat(simulator, say(model, "hi", { tools, tool_choice: "required" }));
      return chunksOf(text).find((chunk) => chunk.choices[0]?.finish_reason)?.choices[0]?.finish_reason;
    };
    expect(await finishOf("Qwen/Qwen3.5-4B")).toBe("stop");
    expect(await finishOf("deepseek-ai/DeepSeek-V3")).toBe("tool_calls");
  });
});

describe("counts", () => {
  it("adds up: cumulative on every chunk, never falling, the last one the same as in a plain answer", async () => {
    const body = say("deepseek-ai/DeepSeek-R1", "Explain tides");
    const usages = chunksOf((await chat(simulator, body)).text).map((chunk) => chunk.usage);
    const completions = usages.map((usage) => usage?.completion_tokens ?? Number.NaN);
    expect(completions).toEqual([...completions].sort((one, other) => one - other));
    expect(new Set(completions.slice(1, -1).map((count, at) => count - (completions[at] ?? 0)))).toEqual(
      new Set([1, 2]),
    );
    for (const usage of usages) {
      expect(usage?.total_tokens).toBe((usage?.prompt_tokens ?? 0) + (usage?.completion_tokens ?? 0));
    }
    const plain = await chat(simulator, { ...body, stream: false });
    expect(plain.json).toMatchObject({ usage: usages.at(-1) });
  });

  it("says the same streamed and plain", async () => {
    const body = say("Qwen/Qwen3-8B", "比较茶和咖啡");
    const streamed = streamedText((await chat(simulator, body)).text);
    const plain = await chat(simulator, { ...body, stream: false });
    expect(plain.json).toMatchObject({
      choices: [{ message: { content: streamed.content, reasoning_content: streamed.reasoning } }],
    });
  });
});

describe("determinism", () => {
  it("repeats everything, ids included, for the same seed and the same order of requests", async () => {
    const run = async (seed: string): Promise<string[]> => {
      const fresh = await startSimulator({ speed: 0, seed, now: () => 1_700_000_000_000 });
      const body = say("deepseek-ai/DeepSeek-V3", "Tell me about rivers");
      const answers = [await chat(fresh, body), await chat(fresh, body)];
      await fresh.close();
      return answers.map((answer) => `${answer.headers.get("x-siliconcloud-trace-id")} ${answer.text}`);
    };
    const [first, second] = await run("7");
    expect(await run("7")).toEqual([first, second]);
    expect(first).not.toBe(second);
    expect(await run("8")).not.toEqual([first, second]);
  });
});
