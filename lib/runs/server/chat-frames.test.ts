import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { AppFailure } from "@/lib/core/app-error";
import { createEventTap } from "@/lib/siliconflow/server/event-tap";
import type { RunEvent } from "../event";
import { ChatFrames } from "./chat-frames";

function read(bytes: Uint8Array) {
  const events: RunEvent[] = [];
  const frames = new ChatFrames((event) => events.push(event));
  const tap = createEventTap((data) => frames.frame(data));
  tap.feed(bytes);
  tap.end();
  frames.end();
  const said = (type: "text-delta" | "reasoning-delta") =>
    events.map((event) => (event.type === type ? event.delta : "")).join("");
  return { events, frames, text: said("text-delta"), reasoning: said("reasoning-delta") };
}

type Delta = Record<string, unknown>;
const frame = (delta: Delta, finishReason: string | null = null, more: Delta = {}) =>
  `data: ${JSON.stringify({ id: "1", choices: [{ index: 0, delta, finish_reason: finishReason }], ...more })}\n\n`;
const encode = (...frames: string[]) => new TextEncoder().encode(frames.join(""));
const readFrames = (...frames: string[]) => read(encode(...frames));

const answer = [
  frame({ role: "assistant", content: null, reasoning_content: "嗯🤔" }),
  frame({ content: "\n", reasoning_content: null }),
  frame({ content: "你好🌍", reasoning_content: null }),
  frame({ content: "" }, "stop", { usage: { prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 } }),
  "data: [DONE]\n\n",
];

describe("an answer that is cut anywhere", () => {
  test("is complete only if its finish_reason had arrived, and what it says is a beginning of the whole", () => {
    const bytes = encode(...answer);
    const whole = read(bytes);
    const proof = new TextDecoder().decode(bytes).indexOf('"stop"');
    const proofByte = new TextEncoder().encode(new TextDecoder().decode(bytes).slice(0, proof)).length;
    for (let cut = 0; cut <= bytes.length; cut++) {
      const part = read(bytes.subarray(0, cut));
      if (cut < proofByte) expect(part.frames.finishReason).toBeUndefined();
      expect(whole.text.startsWith(part.text)).toBe(true);
      expect(whole.reasoning.startsWith(part.reasoning)).toBe(true);
      expect(part.text + part.reasoning).not.toContain("\uFFFD");
    }
    expect(whole).toMatchObject({ text: "你好🌍", reasoning: "嗯🤔", frames: { finishReason: "stop" } });
  });
});

describe("the ways in which models differ", () => {
  test("every part is opened once and closed once", () => {
    const types = readFrames(...answer).events.map((event) => event.type);
    expect(types).toEqual([
      "reasoning-start",
      "reasoning-delta",
      "reasoning-end",
      "text-start",
      "text-delta",
      "text-end",
    ]);
  });

  test("usage counts up: the last one holds", () => {
    const usage = (completion: number) => ({
      usage: { prompt_tokens: 2, completion_tokens: completion, total_tokens: 2 },
    });
    const { frames } = readFrames(
      frame({ content: "a" }, null, usage(1)),
      frame({ content: "b" }, "stop", usage(3)),
    );
    expect(frames.usage?.completion_tokens).toBe(3);
  });

  test("frames that make no sense are skipped, usage alone counts", () => {
    const { text, frames } = readFrames(
      "data: {broken\n\n",
      "data: 7\n\n",
      'data: {"choices":[]}\n\n',
      'data: {"choices":[{"index":0}]}\n\n',
      frame({ content: null }),
      frame({ content: "ok" }, ""),
      frame({}, "stop"),
      'data: {"choices":[],"usage":{"prompt_tokens":1,"completion_tokens":1,"total_tokens":2}}\n\n',
    );
    expect(text).toBe("ok");
    expect(frames.usage?.prompt_tokens).toBe(1);
  });

  test("thinking in tags is thinking, also when the tags are cut", () => {
    const pieces = Array.from("<think>hm, <b>why</th</think>\nBecause <think> is a tag.");
    const { text, reasoning } = readFrames(...pieces.map((content) => frame({ content })), frame({}, "stop"));
    expect(reasoning).toBe("hm, <b>why</th");
    expect(text).toBe("Because <think> is a tag.");
  });

  test("an answer that came whole as thinking is given as the answer too", () => {
    const { text, reasoning } = readFrames(frame({ reasoning_content: "42" }), frame({}, "stop"));
    expect([text, reasoning]).toEqual(["42", "42"]);
    expect(readFrames(frame({ reasoning_content: "4" }), frame({}, "length")).text).toBe("");
  });

  test("fragments of tool calls are merged by index, and later nulls change nothing", () => {
    const call = (more: Delta) => frame({ tool_calls: [{ index: 0, ...more }] });
    const { events } = readFrames(
      call({ id: "functions.a:0", type: "function", function: { name: "a", arguments: "" } }),
      call({ id: null, type: null, function: { name: null, arguments: '{"x"' } }),
      call({ function: { arguments: ":1}" } }),
      frame({}, "tool_calls"),
    );
    expect(events).toMatchObject([
      { type: "tool-call-start", toolCallId: "functions.a:0", name: "a" },
      { type: "tool-call-delta", delta: '{"x"' },
      { type: "tool-call-delta", delta: ":1}" },
      { type: "tool-call-end" },
    ]);
  });

  test("several choices have parts of their own", () => {
    const choice = (index: number, content: string) =>
      `data: ${JSON.stringify({ choices: [{ index, delta: { content } }] })}\n\n`;
    const { events } = readFrames(choice(0, "a"), choice(1, "b"), choice(0, "c"));
    const parts = events.flatMap((event) =>
      event.type === "text-start" ? [[event.part, event.choice]] : [],
    );
    expect(parts).toEqual([
      ["text-0-1", 0],
      ["text-1-1", 1],
    ]);
  });
});

describe("what ends a stream", () => {
  test.each([
    ['{"error":{"message":"boom","type":"x","param":null,"code":null}}', "stream-error"],
    [
      '{"code":50505,"message":"Model service overloaded. Please try again later.","data":null}',
      "overloaded",
    ],
  ])("an error inside it: %s", (body, code) => {
    expect(() => readFrames(frame({ content: "so far" }), `data: ${body}\n\n`)).toThrow(AppFailure);
    try {
      readFrames(`data: ${body}\n\n`);
    } catch (thrown) {
      expect(thrown instanceof AppFailure && thrown.error.code).toBe(code);
    }
  });
});

test("recorded streams of the live service are read to their end", () => {
  for (const name of ["chat-plain.sse", "chat-reasoning.sse"]) {
    const recorded = read(readFileSync(`lib/siliconflow/__fixtures__/${name}`));
    expect(recorded.frames.finishReason).toBe("stop");
  }
});
