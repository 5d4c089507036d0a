import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { createEventTap } from "@/lib/siliconflow/server/event-tap";
import type { RunEvent } from "../event";
import { CompletionFrames } from "./completion-frames";

function read(...values: unknown[]) {
  const events: RunEvent[] = [];
  const frames = new CompletionFrames((event) => events.push(event));
  for (const value of values) frames.frame(JSON.stringify(value));
  frames.end();
  return { events, frames, text: frames.outputText() };
}

const say = (text: string | null, finish: string | null = null, index = 0) => ({
  choices: [{ index, text, finish_reason: finish }],
});

describe("the text of a gap", () => {
  test("is kept to the letter: its first blanks are indentation", () => {
    const { events, frames } = read(say("\n    "), say("return a"), say("", "stop"));
    expect(events).toEqual([
      { type: "text-start", part: "text-0-1", choice: 0 },
      { type: "text-delta", part: "text-0-1", delta: "\n    " },
      { type: "text-delta", part: "text-0-1", delta: "return a" },
      { type: "text-end", part: "text-0-1" },
    ]);
    expect(frames.finishReason).toBe("stop");
  });

  test("is read from `token` where `choices` is missing, marks of the model's own left out", () => {
    const { text, frames } = read(
      { token: { text: "  x", special: false } },
      { token: { text: " = 1" }, choices: [] },
      { token: { text: "<eos>", special: true }, finish_reason: "stop" },
    );
    expect(text).toBe("  x = 1");
    expect(frames.finishReason).toBe("stop");
  });

  test("is told once where `choices` and `token` say the same", () => {
    expect(read({ ...say("ab"), token: { text: "ab" } }).text).toBe("ab");
    expect(read({ choices: [{ index: 0 }], token: { text: "ab" } }).text).toBe("ab");
  });

  test("comes in parts of its own for each choice, and is complete when all of them are", () => {
    const both = [say("a", null, 0), say("b", null, 1), say("A", "stop", 0)];
    expect(read(...both).frames.finishReason).toBeUndefined();
    const { events, frames } = read(...both, say("B", "length", 1));
    expect(frames.finishReason).toBe("stop");
    expect(events.filter((event) => event.type === "text-start")).toMatchObject([
      { choice: 0 },
      { choice: 1 },
    ]);
    expect(events.filter((event) => event.type === "text-end")).toHaveLength(2);
  });

  test("survives frames that make no sense", () => {
    const { text, frames } = read(7, {}, { choices: [{ text: 5 }] }, say(null), say("ok", "stop"), {
      choices: [],
      usage: { prompt_tokens: 3, completion_tokens: 1 },
    });
    expect(text).toBe("ok");
    expect(frames.usage?.prompt_tokens).toBe(3);
  });

  test("is read from the documented sample", () => {
    const frames = new CompletionFrames(() => {});
    const tap = createEventTap((data) => frames.frame(data));
    tap.feed(readFileSync("lib/siliconflow/__fixtures__/completion-fill-in-the-middle.sse"));
    tap.end();
    expect(frames.outputText()).toBe("    return a + b");
  });
});

test("an error in either form ends the stream", () => {
  expect(() => read({ error: { message: "boom", type: "server_error", param: null, code: null } })).toThrow(
    "boom",
  );
  expect(() => read({ code: 50505, message: "Model service overloaded.", data: null })).toThrow("overloaded");
});

test("an output without bounds ends the stream", () => {
  const million = say("x".repeat(1024 * 1024));
  expect(() => read(...Array.from({ length: 25 }, () => million))).toThrow("response-too-large");
});
