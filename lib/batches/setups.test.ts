import { expect, test } from "vitest";
import { modelOf } from "@/lib/models/test-model";
import { setupsOf } from "./setups";

const table = { template: "{{a}}", systemTemplate: "", models: ["switch", "plain", "new"], parameters: {} };
const models = [
  modelOf({ id: "switch", thinking: "switchable", thinkingBudget: true }),
  modelOf({ id: "plain", thinking: "never" }),
];

test("each model's file has what it takes; a switch of thinking is always said", () => {
  const of = (parameters: Record<string, unknown>) =>
    setupsOf({ ...table, parameters }, models).map((setup) => setup.parameters);
  expect(of({ max_tokens: 9 })).toEqual([
    { enable_thinking: false, max_tokens: 9 },
    { max_tokens: 9 },
    { max_tokens: 9 },
  ]);
  const thinking = { enable_thinking: true, thinking_budget: 512 };
  expect(of(thinking)).toEqual([thinking, {}, thinking]);
});
