import { describe, expect, test } from "vitest";
import { modelOf } from "@/lib/models/test-model";
import { newSetup } from "../column-setup";
import { estimateOf } from "./estimate";
import { newPromptSet } from "./prompt-set";

const columns = ["paid", "free", "unknown"].map((model) => ({ id: model, setup: newSetup(model) }));
const models = [
  modelOf({ id: "paid", free: false, inputPrice: 1, outputPrice: 4 }),
  modelOf({ id: "free", free: true, inputPrice: 0, outputPrice: 0 }),
  modelOf({ id: "unknown" }),
];
const set = newPromptSet({ columns, rows: [{ prompt: "a".repeat(100) }, { prompt: "" }] });
const plan = new Map([
  ["paid", [0]],
  ["free", [0]],
  ["unknown", [0]],
]);

describe("what a run will cost", () => {
  test("is counted by the prices that are known, and names the models whose price is not", () => {
    const { calls, judgements, cny, unpriced } = estimateOf(set, plan, models, 1000);
    expect([calls, judgements, unpriced]).toEqual([3, 0, ["unknown"]]);
    // 30 tokens in at 1 yuan, 1000 out at 4 yuan a million.
    expect(cny).toBeCloseTo((30 * 1 + 1000 * 4) / 1_000_000, 9);
  });

  test("has the judge's calls in it", () => {
    const judge = { kind: "model", model: "paid", rubric: "", passMark: 6 } as const;
    const free = new Map([["free", [0]]]);
    const { calls, judgements, cny } = estimateOf({ ...set, judge }, free, models, 1000);
    expect([calls, judgements]).toEqual([1, 1]);
    expect(cny).toBeGreaterThan(1000 / 1_000_000);
  });

  test("is nothing where no model is chosen", () => {
    const none = { ...set, columns: [{ id: "x", setup: newSetup(null) }] };
    expect(estimateOf(none, new Map([["x", [0]]]), models, 1000)).toMatchObject({ calls: 0, cny: 0 });
  });
});
