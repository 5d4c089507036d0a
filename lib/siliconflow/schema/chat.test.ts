import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  chatCompletionChunkSchema,
  chatCompletionRequestSchema,
  chatCompletionResponseSchema,
} from "@/lib/siliconflow/schema/chat";
import { completionChunkSchema } from "@/lib/siliconflow/schema/completions";

describe("recorded frames", () => {
  const fixture = (name: string) => readFileSync(new URL(`../__fixtures__/${name}`, import.meta.url), "utf8");
  const framesOf = (name: string) =>
    fixture(name)
      .split("\n")
      .filter((line) => line.startsWith("data: {"))
      .map((line): unknown => JSON.parse(line.slice("data: ".length)));

  it.each([
    ["chat-plain.sse", 3],
    ["chat-reasoning.sse", 4],
    ["chat-tool-call.sse", 3],
    ["chat-json-mode.sse", 1],
    ["chat-prefix.sse", 1],
    ["chat-fill-in-the-middle.sse", 1],
    ["chat-odd-frames.sse", 6],
  ])("of a chat in %s parse", (name, count) => {
    const frames = framesOf(name);
    expect(frames).toHaveLength(count);
    for (const frame of frames) {
      expect(chatCompletionChunkSchema.parse(frame)).toEqual(frame);
    }
  });

  it("of a completion parse", () => {
    const [frame] = framesOf("completion-fill-in-the-middle.sse");
    expect(completionChunkSchema.parse(frame).choices?.[0]?.text).toBe("    return a + b");
  });
});

describe("the chat schemas", () => {
  const base = { model: "Qwen/Qwen3-8B", messages: [{ role: "user", content: "Hello" }] };

  it("let fields pass that nobody documented", () => {
    const request = { ...base, seed: 7, chat_template_kwargs: { enable_thinking: false } };
    expect(chatCompletionRequestSchema.parse(request)).toEqual(request);
  });

  it.each([
    ["an unknown role", { ...base, messages: [{ role: "developer", content: "Hello" }] }],
    ["no messages", { ...base, messages: [] }],
    ["a temperature out of range", { ...base, temperature: 2.5 }],
    ["five stop sequences", { ...base, stop: ["a", "b", "c", "d", "e"] }],
  ])("refuse %s in a request", (_what, request) => {
    expect(chatCompletionRequestSchema.safeParse(request).success).toBe(false);
  });

  it("do not take an error under HTTP 200 for an answer", () => {
    const envelope = { code: 50_507, message: "Request failed: Unknown error.", data: null };
    expect(chatCompletionResponseSchema.safeParse(envelope).success).toBe(false);
  });

  it("take a finish reason that nobody documented", () => {
    const answer = { choices: [{ message: { content: "" }, finish_reason: "content_filter" }] };
    expect(chatCompletionResponseSchema.parse(answer).choices[0]?.finish_reason).toBe("content_filter");
  });
});
