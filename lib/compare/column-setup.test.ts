import { describe, expect, test } from "vitest";
import { defaultOptions } from "@/lib/chat/options";
import { modelOf } from "@/lib/models/test-model";
import { carryOver, firstModels, readSetup } from "./column-setup";

describe("a change that goes to all columns", () => {
  test("leaves what differs elsewhere as it is", () => {
    const before = { ...defaultOptions, parameters: { temperature: 0.5, top_p: 1, stop: ["a"] } };
    const after = { ...before, thinking: false, parameters: { temperature: 0.9, stop: ["a"] } };
    const other = { ...defaultOptions, parameters: { top_p: 0.3, max_tokens: 9 }, extra: { user: "me" } };
    expect(
      carryOver(
        before,
        { ...after, parameters: { ...after.parameters, stop: before.parameters.stop } },
        other,
      ),
    ).toEqual({
      ...other,
      thinking: false,
      parameters: { max_tokens: 9, temperature: 0.9 },
    });
  });
});

describe("a first visit", () => {
  test("compares general models that cost nothing, of different makers", () => {
    const free = (id: string, vendor: string, tools = true) => modelOf({ id, vendor, free: true, tools });
    const models = [
      free("ocr", "Paddle", false),
      free("q1", "Qwen"),
      free("q2", "Qwen"),
      free("g1", "Zhipu"),
      modelOf({ id: "paid", vendor: "Moon", free: false }),
    ];
    expect(firstModels(models)).toEqual(["q1", "g1", "q2"]);
    expect(firstModels(models.slice(4))).toEqual(["paid"]);
    expect(firstModels([])).toEqual([]);
  });
});

test("a set-up of another version is replaced by a fresh one rather than breaking the page", () => {
  expect(readSetup({ model: 5 })).toEqual({ model: null, options: defaultOptions, systemPrompt: "" });
});
