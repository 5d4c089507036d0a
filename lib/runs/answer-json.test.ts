import { expect, test } from "vitest";
import { answerJson } from "./answer-json";
import { phasesOf } from "./phases";
import type { RunSnapshot } from "./snapshot";

const times = { startedMs: 0, endedMs: 1 };
const snapshot: RunSnapshot = {
  id: "run_1",
  operation: "chat.completions",
  model: "m",
  startedAt: 1_700_000_000_500,
  input: {},
  attempts: [],
  sequence: 9,
  output: {
    state: "completed",
    finishReason: "tool_calls",
    parts: [
      { kind: "reasoning", part: "r", choice: 0, text: "hm", ...times },
      { kind: "text", part: "t", choice: 0, text: "so", ...times },
      { kind: "tool-call", part: "c", choice: 0, text: '{"a":1}', toolCallId: "id", name: "f", ...times },
      { kind: "text", part: "u", choice: 1, text: "other", ...times },
    ],
    usage: { inputTokens: 3, outputTokens: 5, reasoningTokens: 2, cachedTokens: 1, estimated: false },
  },
};

test("a run's parts read like SiliconFlow's own answer without a stream", () => {
  expect(answerJson(snapshot)).toEqual({
    object: "chat.completion",
    created: 1_700_000_000,
    model: "m",
    choices: [
      {
        index: 0,
        message: {
          role: "assistant",
          content: "so",
          reasoning_content: "hm",
          tool_calls: [{ id: "id", type: "function", function: { name: "f", arguments: '{"a":1}' } }],
        },
        finish_reason: "tool_calls",
      },
      { index: 1, message: { role: "assistant", content: "other" }, finish_reason: "tool_calls" },
    ],
    usage: {
      prompt_tokens: 3,
      completion_tokens: 5,
      total_tokens: 8,
      completion_tokens_details: { reasoning_tokens: 2 },
      prompt_tokens_details: { cached_tokens: 1 },
    },
  });
});

test("a filled gap has its text, and an estimate is not passed off as SiliconFlow's count", () => {
  const [, text] = snapshot.output.parts;
  const usage = { inputTokens: 3, outputTokens: 5, estimated: true };
  const output = { state: "interrupted" as const, parts: text ? [text] : [], usage };
  expect(answerJson({ ...snapshot, operation: "completions", output })).toEqual({
    object: "text_completion",
    created: 1_700_000_000,
    model: "m",
    choices: [{ index: 0, text: "so", finish_reason: null }],
  });
});

test("pictures are named by their ids here, with SiliconFlow's time and seed", () => {
  const media = [{ index: 0, expiresAt: 1, id: "media_1", bytes: 9, mediaType: "image/png" }];
  const output = { state: "completed" as const, parts: [], media, seed: 7, inferenceSeconds: 2.5 };
  expect(answerJson({ ...snapshot, operation: "images.generations", output })).toEqual({
    images: [{ id: "media_1", type: "image/png", bytes: 9 }],
    timings: { inference: 2.5 },
    seed: 7,
  });
});

const attempt = (number: number, startedMs: number, headersMs?: number) => ({
  number,
  startedAt: snapshot.startedAt + startedMs,
  ...(headersMs !== undefined && { headersAt: snapshot.startedAt + headersMs }),
});

test("a run's time is told phase by phase", () => {
  const parts = [
    { kind: "reasoning" as const, part: "r", choice: 0, text: "hm", startedMs: 900, endedMs: 1500 },
    { kind: "text" as const, part: "t", choice: 0, text: "so", startedMs: 1500, endedMs: 2000 },
  ];
  const output = { state: "completed" as const, parts, firstDeltaMs: 900, durationMs: 2010 };
  const attempts = [{ ...attempt(1, 3, 50), status: 503 }, attempt(2, 600, 800)];
  expect(phasesOf({ ...snapshot, attempts, output }, 0)).toEqual([
    { name: "queued", fromMs: 0, toMs: 3 },
    { name: "attempt", fromMs: 3, toMs: 600 },
    { name: "headers", fromMs: 600, toMs: 800 },
    { name: "firstToken", fromMs: 800, toMs: 900 },
    { name: "thinking", fromMs: 900, toMs: 1500 },
    { name: "answer", fromMs: 1500, toMs: 2000 },
    { name: "total", fromMs: 0, toMs: 2010 },
  ]);
});

test("what goes on lasts until now, and what has not begun is left out", () => {
  const output = { state: "running" as const, parts: [] };
  expect(phasesOf({ ...snapshot, output }, 70)).toEqual([{ name: "total", fromMs: 0, toMs: 70 }]);
  expect(phasesOf({ ...snapshot, attempts: [attempt(1, -2)], output }, 70)).toEqual([
    { name: "queued", fromMs: 0, toMs: 0 },
    { name: "headers", fromMs: 0, toMs: 70 },
    { name: "total", fromMs: 0, toMs: 70 },
  ]);
});
