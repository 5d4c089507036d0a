import { describe, expect, test } from "vitest";
import type { Attachment, MessageRecord } from "@/lib/history/record";
import { runRequestSchema } from "@/lib/runs/run-request";
import { buildRequest } from "./build-request";
import { answered, asked, instructed, returned } from "./test-records";

const answer = answered([], { model: "Qwen/Qwen3-8B" }, "running");
const inputOf = (history: readonly MessageRecord[], to = answer) => {
  const request = buildRequest(history, to);
  expect(runRequestSchema.safeParse(request).error).toBeUndefined();
  const input: Record<string, unknown> = request.input;
  return input;
};
const messagesOf = (history: readonly MessageRecord[], to = answer) => inputOf(history, to)["messages"];

describe("what is sent to SiliconFlow", () => {
  test("is the conversation, in order, and nothing that was not set", () => {
    expect(buildRequest([asked("one"), answered([{ text: "1" }]), asked("two")], answer)).toEqual({
      operation: "chat.completions",
      input: {
        model: "Qwen/Qwen3-8B",
        messages: [
          { role: "user", content: "one" },
          { role: "assistant", content: "1" },
          { role: "user", content: "two" },
        ],
        stream: true,
      },
    });
  });

  test("is exactly what was set, under SiliconFlow's names", () => {
    const fields = { enable_thinking: false, temperature: 0.3, stop: ["END"], stream: false };
    expect(inputOf([asked("q")], { ...answer, fields })).toMatchObject(fields);
  });

  test("never lets raw JSON put another model or other messages in", () => {
    const fields = { model: "other", messages: [] };
    expect(inputOf([asked("q")], { ...answer, fields })).toMatchObject({
      model: "Qwen/Qwen3-8B",
      messages: [{ role: "user", content: "q" }],
    });
  });

  test("begins with the instructions, unless they are empty", () => {
    expect(messagesOf([instructed("Be brief."), asked("q")])).toEqual([
      { role: "system", content: "Be brief." },
      { role: "user", content: "q" },
    ]);
    expect(messagesOf([instructed("  \n"), asked("q")])).toEqual([{ role: "user", content: "q" }]);
  });

  test("never holds earlier thinking, calls that nobody answered, or choices that were not chosen", () => {
    const said = answered([
      { kind: "reasoning", text: "SECRET THOUGHT" },
      { kind: "text", text: "the " },
      { kind: "tool-call", text: '{"a":1}', toolCallId: "c", name: "n" },
      { kind: "text", text: "answer" },
      { kind: "text", choice: 1, text: "another choice" },
    ]);
    expect(messagesOf([asked("q"), said, asked("r")])).toEqual([
      { role: "user", content: "q" },
      { role: "assistant", content: "the answer" },
      { role: "user", content: "r" },
    ]);
    expect(messagesOf([asked("q"), { ...said, choice: 1 }, asked("r")])).toMatchObject([
      {},
      { content: "another choice" },
      {},
    ]);
  });

  test("gives the results of tools right behind the calls, each with its id", () => {
    const calls = answered([
      { kind: "text", text: "Let me see." },
      { kind: "tool-call", text: '{"a":1}', toolCallId: "c1", name: "add" },
      { kind: "tool-call", text: "{}", toolCallId: "c2", name: "clock" },
    ]);
    const results = returned([
      { toolCallId: "c1", name: "add", content: "2", by: "person" },
      { toolCallId: "c2", name: "clock", content: "noon", by: "browser" },
    ]);
    expect(messagesOf([asked("q"), calls, results])).toEqual([
      { role: "user", content: "q" },
      {
        role: "assistant",
        content: "Let me see.",
        tool_calls: [
          { id: "c1", type: "function", function: { name: "add", arguments: '{"a":1}' } },
          { id: "c2", type: "function", function: { name: "clock", arguments: "{}" } },
        ],
      },
      { role: "tool", tool_call_id: "c1", content: "2" },
      { role: "tool", tool_call_id: "c2", content: "noon" },
    ]);
  });

  test.each(["failed", "stopped", "interrupted"] as const)(
    "leaves out an answer that %s before its first word, and keeps one that had begun",
    (state) => {
      const nothing = answered([], {}, state);
      const thoughtOnly = answered([{ kind: "reasoning", text: "hm" }], {}, state);
      const begun = answered([{ text: "half an" }], {}, state);
      expect(
        messagesOf([asked("q"), nothing, asked("r"), thoughtOnly, asked("s"), begun, asked("t")]),
      ).toEqual([
        { role: "user", content: "q" },
        { role: "user", content: "r" },
        { role: "user", content: "s" },
        { role: "assistant", content: "half an" },
        { role: "user", content: "t" },
      ]);
    },
  );

  test("is a person's text as they wrote it", () => {
    const text = '  \n<think>"quotes" 你好 🌍\u0000 `code`\n';
    expect(messagesOf([asked(text)])).toEqual([{ role: "user", content: text }]);
  });
});

describe("an answer that goes on from a text", () => {
  test("is asked for by prefix where the model takes one", () => {
    const continued = { ...answer, continues: { text: "Once upon", by: "prefix" as const } };
    expect(inputOf([asked("q")], continued)).toMatchObject({
      prefix: "Once upon",
      messages: [{ role: "user", content: "q" }],
    });
  });

  test("is asked for in words where it does not", () => {
    const continued = { ...answer, continues: { text: "Once upon", by: "request" as const } };
    const input = inputOf([asked("q")], continued);
    expect(input["prefix"]).toBeUndefined();
    expect(input["messages"]).toEqual([
      { role: "user", content: "q" },
      { role: "assistant", content: "Once upon" },
      { role: "user", content: expect.stringContaining("Continue") },
    ]);
  });

  test("counts as one whole in what follows", () => {
    const whole = answered([{ text: " a time" }], { continues: { text: "Once upon", by: "prefix" } });
    expect(messagesOf([asked("q"), whole, asked("r")])).toMatchObject([
      {},
      { content: "Once upon a time" },
      {},
    ]);
  });
});

describe("a gap to be filled", () => {
  const fills = answered([], { operation: "completions", model: "m", fields: { max_tokens: 5 } }, "running");

  test("goes to /completions with what stands before and after it", () => {
    expect(buildRequest([asked("a(", { suffix: ")" })], fills)).toEqual({
      operation: "completions",
      input: { model: "m", prompt: "a(", suffix: ")", max_tokens: 5, stream: true },
    });
  });

  test("with nothing behind it sends no suffix", () => {
    expect(inputOf([asked("a(", { suffix: "" })], fills)).not.toHaveProperty("suffix");
  });
});

describe("what is sent along with a message", () => {
  const media = (type: string) => ({
    kind: "media" as const,
    mediaId: `blob_${"0".repeat(64)}`,
    type,
    bytes: 1,
  });
  const url = `blob:blob_${"0".repeat(64)}`;
  const content = (attachment: Attachment) => {
    const [message] = messagesOf([asked("look", { attachments: [attachment] })]) as { content: unknown[] }[];
    return message?.content;
  };

  test("names files by id and never by their bytes", () => {
    expect(
      content({ kind: "image", id: "1", name: "a.png", source: media("image/png"), detail: "low" }),
    ).toEqual([
      { type: "image_url", image_url: { url, detail: "low" } },
      { type: "text", text: "look" },
    ]);
    expect(
      content({ kind: "video", id: "1", name: "a.mp4", source: media("video/mp4"), maxFrames: 8, fps: 1 }),
    ).toMatchObject([{ type: "video_url", video_url: { url, max_frames: 8, fps: 1 } }, {}]);
    expect(content({ kind: "audio", id: "1", name: "a.mp3", source: media("audio/mpeg") })).toMatchObject([
      { type: "audio_url", audio_url: { url } },
      {},
    ]);
    expect(content({ kind: "pdf", id: "1", name: "a.pdf", source: media("application/pdf") })).toMatchObject([
      { type: "image_url", image_url: { url } },
      {},
    ]);
  });

  test("passes an address on as text for SiliconFlow to open", () => {
    const source = { kind: "url" as const, url: "https://example.com/cat.png" };
    expect(content({ kind: "image", id: "1", name: "cat.png", source })).toMatchObject([
      { image_url: { url: "https://example.com/cat.png" } },
      {},
    ]);
  });

  test("puts a text file in front of the message", () => {
    expect(content({ kind: "text", id: "1", name: "notes.md", text: "# Notes" })).toEqual([
      { type: "text", text: "notes.md\n\n# Notes" },
      { type: "text", text: "look" },
    ]);
  });
});
