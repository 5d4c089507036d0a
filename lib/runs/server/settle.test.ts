import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { runUsageSchema } from "../event";
import { settleChat } from "./settle";

const input = { messages: [{ role: "user", content: "Hello, how are you?" }] };
const settle = (usage: Parameters<typeof settleChat>[0]["usage"], outputText = "an answer") =>
  settleChat({ input, output: outputText, usage });

describe("what SiliconFlow counted", () => {
  test("is taken as it stands", () => {
    const usage = {
      prompt_tokens: 120,
      completion_tokens: 40,
      total_tokens: 160,
      completion_tokens_details: { reasoning_tokens: 30 },
      prompt_tokens_details: { cached_tokens: 64 },
    };
    expect(settle(usage)).toEqual({
      inputTokens: 120,
      outputTokens: 40,
      reasoningTokens: 30,
      cachedTokens: 64,
      estimated: false,
    });
  });

  test("names cached tokens in either of its two ways, and details that it leaves out stay out", () => {
    expect(settle({ prompt_tokens: 9, completion_tokens: 1, prompt_cache_hit_tokens: 5 })).toMatchObject({
      cachedTokens: 5,
    });
    expect(settle({ prompt_tokens: 9, completion_tokens: 1 })).toEqual({
      inputTokens: 9,
      outputTokens: 1,
      estimated: false,
    });
  });

  test("counts nothing below zero, and no part for more than its whole", () => {
    const usage = {
      prompt_tokens: -5,
      completion_tokens: 10,
      completion_tokens_details: { reasoning_tokens: 99 },
      prompt_tokens_details: { cached_tokens: 7 },
    };
    expect(settle(usage)).toEqual({
      inputTokens: 0,
      outputTokens: 10,
      reasoningTokens: 10,
      cachedTokens: 0,
      estimated: false,
    });
  });

  test("is an estimate where an answer came and it says that none did", () => {
    const usage = settle({ prompt_tokens: 12, completion_tokens: 0 }, "word ".repeat(100));
    expect(usage).toMatchObject({ inputTokens: 12, estimated: true });
    expect(usage?.outputTokens).toBeGreaterThan(90);
  });

  test("of a refused or an empty answer stays what it is", () => {
    expect(settle({ prompt_tokens: 12, completion_tokens: 0 }, "")).toEqual({
      inputTokens: 12,
      outputTokens: 0,
      estimated: false,
    });
  });

  test("always gives what the ledger can hold", () => {
    const count = fc.option(fc.integer(), { nil: null });
    const usage = fc.record({
      prompt_tokens: count,
      completion_tokens: count,
      prompt_cache_hit_tokens: count,
      completion_tokens_details: fc.option(fc.record({ reasoning_tokens: count }), { nil: null }),
      prompt_tokens_details: fc.option(fc.record({ cached_tokens: count }), { nil: null }),
    });
    fc.assert(
      fc.property(fc.option(usage, { nil: undefined }), fc.string(), fc.anything(), (named, text, asked) => {
        const settled = settleChat({ input: asked, output: text, usage: named });
        if (!settled) return;
        expect(runUsageSchema.safeParse(settled).success).toBe(true);
        expect(settled.reasoningTokens ?? 0).toBeLessThanOrEqual(settled.outputTokens);
        expect(settled.cachedTokens ?? 0).toBeLessThanOrEqual(settled.inputTokens);
      }),
    );
  });
});

describe("without a count", () => {
  test("nothing generated is nothing to pay", () => {
    expect(settle(undefined, "")).toBeUndefined();
  });

  test("the texts are estimated, Chinese ones denser, and marked as an estimate", () => {
    const english = settleChat({
      input: { messages: [{ role: "user", content: "a".repeat(1000) }] },
      output: "b".repeat(500),
      usage: undefined,
    });
    expect(english).toEqual({ inputTokens: 300, outputTokens: 150, estimated: true });
    const chinese = settleChat({
      input: { messages: [{ role: "user", content: "你".repeat(1000) }] },
      output: "好".repeat(500),
      usage: undefined,
    });
    expect(chinese).toEqual({ inputTokens: 600, outputTokens: 300, estimated: true });
  });

  test("every message counts; pictures, names and settings do not", () => {
    const picture = `data:image/png;base64,${"A".repeat(100_000)}`;
    const usage = settleChat({
      input: {
        model: "m".repeat(1000),
        user: "u".repeat(1000),
        messages: [
          { role: "system", content: "a".repeat(100) },
          {
            role: "user",
            content: [
              { type: "text", text: "b".repeat(100) },
              { type: "image_url", image_url: { url: picture } },
            ],
          },
        ],
      },
      output: "x",
      usage: undefined,
    });
    expect(usage?.inputTokens).toBeGreaterThanOrEqual(60);
    expect(usage?.inputTokens).toBeLessThan(80);
  });
});
