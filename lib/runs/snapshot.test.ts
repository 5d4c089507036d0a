import { describe, expect, test } from "vitest";
import { type RunEvent, timedRunEventSchema } from "./event";
import { applyEvent, emptyOutput, type RunOutput, runOutputSchema } from "./snapshot";

function outputOf(...events: (RunEvent & { at: number })[]): RunOutput {
  const output = emptyOutput();
  for (const event of events)
    applyEvent(output, timedRunEventSchema.parse(event) as RunEvent & { at: number });
  expect(runOutputSchema.parse(JSON.parse(JSON.stringify(output)))).toEqual(output);
  return output;
}

const begin = {
  type: "run-start",
  runId: "run_1",
  operation: "chat.completions",
  model: "m",
  startedAt: 1,
} as const;

describe("what the events of a run add up to", () => {
  test("nothing yet, at the start", () => {
    expect(outputOf()).toEqual({ state: "running", parts: [] });
    expect(outputOf({ ...begin, at: 0 })).toEqual({ state: "running", parts: [] });
  });

  test("thinking, then an answer, with their times, the count and the end", () => {
    const usage = { inputTokens: 5, outputTokens: 9, reasoningTokens: 4, estimated: false };
    const price = { kind: "known", cny: 0.001 } as const;
    expect(
      outputOf(
        { ...begin, at: 0 },
        { type: "reasoning-start", part: "r0", choice: 0, at: 10 },
        { type: "reasoning-delta", part: "r0", delta: "hm", at: 11 },
        { type: "reasoning-delta", part: "r0", delta: "…", at: 40 },
        { type: "reasoning-end", part: "r0", at: 50 },
        { type: "text-start", part: "t0", choice: 0, at: 50 },
        { type: "text-delta", part: "t0", delta: "你", at: 51 },
        { type: "text-delta", part: "t0", delta: "好", at: 80 },
        { type: "text-end", part: "t0", at: 90 },
        { type: "usage", usage, price, at: 91 },
        { type: "run-end", state: "completed", finishReason: "stop", traceId: "ti_1", at: 95 },
      ),
    ).toEqual({
      state: "completed",
      parts: [
        { kind: "reasoning", part: "r0", choice: 0, text: "hm…", startedMs: 10, endedMs: 50 },
        { kind: "text", part: "t0", choice: 0, text: "你好", startedMs: 50, endedMs: 90 },
      ],
      usage,
      price,
      finishReason: "stop",
      traceId: "ti_1",
      firstDeltaMs: 11,
      durationMs: 95,
    });
  });

  test("several choices keep apart, however they are mixed", () => {
    const { parts } = outputOf(
      { type: "text-start", part: "a", choice: 0, at: 1 },
      { type: "text-start", part: "b", choice: 1, at: 1 },
      { type: "text-delta", part: "b", delta: "2", at: 2 },
      { type: "text-delta", part: "a", delta: "1", at: 2 },
      { type: "text-delta", part: "b", delta: "2", at: 3 },
    );
    expect(parts.map(({ choice, text }) => [choice, text])).toEqual([
      [0, "1"],
      [1, "22"],
    ]);
  });

  test("a call of a tool has its name, its id and its arguments", () => {
    const { parts } = outputOf(
      { type: "tool-call-start", part: "c", choice: 0, toolCallId: "call_1", name: "weather", at: 1 },
      { type: "tool-call-delta", part: "c", delta: '{"city":', at: 2 },
      { type: "tool-call-delta", part: "c", delta: '"上海"}', at: 3 },
      { type: "tool-call-end", part: "c", at: 4 },
    );
    expect(parts).toEqual([
      {
        kind: "tool-call",
        part: "c",
        choice: 0,
        toolCallId: "call_1",
        name: "weather",
        text: '{"city":"上海"}',
        startedMs: 1,
        endedMs: 4,
      },
    ]);
  });

  test.each(["stopped", "failed", "interrupted"] as const)("%s keeps what had arrived", (state) => {
    const error = { code: "stream-truncated" } as const;
    const output = outputOf(
      { type: "text-start", part: "t", choice: 0, at: 1 },
      { type: "text-delta", part: "t", delta: "half", at: 2 },
      ...(state === "failed" ? [{ type: "error" as const, error, at: 3 }] : []),
      { type: "run-end", state, at: 4 },
    );
    expect(output).toMatchObject({ state, parts: [{ text: "half" }], durationMs: 4 });
    expect(output.parts[0]?.endedMs).toBeUndefined();
    expect(output.error).toEqual(state === "failed" ? error : undefined);
  });

  test("another attempt changes nothing of the answer", () => {
    const retry = { type: "progress", step: "retrying", attempt: 2, error: { code: "overloaded" } } as const;
    expect(outputOf({ ...begin, at: 0 }, { ...retry, at: 500 })).toEqual(emptyOutput());
  });

  test("words of a part that nobody announced are dropped, not misplaced", () => {
    expect(outputOf({ type: "text-delta", part: "ghost", delta: "boo", at: 1 }).parts).toEqual([]);
  });
});
