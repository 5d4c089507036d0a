import { describe, expect, test } from "vitest";
import { defaultOptions } from "@/lib/chat/options";
import { modelOf } from "@/lib/models/test-model";
import { carryOver, firstModels, readSetup } from "./column-setup";

describe("a change that goes to all columns", () => {
  const before = { ...defaultOptions, parameters: { temperature: 0.5, top_p: 1 } };
  const other = { ...defaultOptions, parameters: { top_p: 0.3, max_tokens: 9 }, extra: { user: "me" } };

  test("leaves what differs elsewhere as it is", () => {
    expect(carryOver(before, { parameters: { temperature: 0.9, top_p: 1 } }, other)).toEqual({
      ...other,
      parameters: { top_p: 0.3, max_tokens: 9, temperature: 0.9 },
    });
    expect(carryOver(before, { parameters: { temperature: 0.5 } }, other).parameters).toEqual({
      max_tokens: 9,
    });
    expect(carryOver(before, { thinking: false }, other)).toEqual({ ...other, thinking: false });
  });

  test("a preset or a reset takes the place of everything, also where the first column had it already", () => {
    expect(carryOver(before, defaultOptions, other)).toEqual(defaultOptions);
    const preset = { ...defaultOptions, parameters: { temperature: 0.5 } };
    expect(carryOver(before, preset, other).parameters).toEqual({ temperature: 0.5 });
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
