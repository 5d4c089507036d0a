import { expect, test } from "vitest";
import { estimate } from "./estimate";

const v3 = { id: "deepseek-ai/DeepSeek-V3", live: { input: 2, output: 8 }, batch: { input: 1, output: 4 } };
const report = {
  models: [{ model: "x", requests: 2, inputTokens: 1_000_000 }],
  maxTokens: 500_000,
  unlimited: 0,
};

test("a batch costs half, and the most is known where every request sets a limit", () => {
  expect(estimate(report, v3)).toEqual({
    model: v3.id,
    inputTokens: 1_000_000,
    mostOutputTokens: 500_000,
    batch: { input: 1, atMost: 3 },
    live: { input: 2, atMost: 6 },
  });
});

test("what is not known is not guessed: answers without a limit, a rate that nobody names", () => {
  expect(estimate({ ...report, unlimited: 1 }, v3)).toMatchObject({
    mostOutputTokens: null,
    batch: { input: 1, atMost: null },
  });
  const unknown = { ...v3, batch: { input: null, output: 4 } };
  expect(estimate(report, unknown).batch).toEqual({ input: null, atMost: null });
});
