import { expect, test } from "vitest";
import { namesItself } from "./self-naming";

test("an answer that says its model's name or maker is found, in either language", () => {
  expect(namesItself("I am Qwen, made by Alibaba Cloud.", "Qwen/Qwen3-8B", "Who are you?")).toBe(true);
  expect(namesItself("我是通义千问。", "Pro/Qwen/Qwen2.5-7B-Instruct", "你是谁")).toBe(true);
  expect(namesItself("(answered by Ring-flash-2.0)", "inclusionAI/Ring-flash-2.0", "Hello")).toBe(true);
  expect(namesItself("My weights: qwen3-8b.", "Qwen/Qwen3-8B", "")).toBe(true);
});

test("another's name, a part of a word, or a name out of the question tells nothing", () => {
  expect(namesItself("I am not DeepSeek.", "Qwen/Qwen3-8B", "")).toBe(false);
  expect(namesItself("The glmnet package fits lasso models.", "THUDM/GLM-4-9B-0414", "")).toBe(false);
  expect(namesItself("Qwen is a family of models.", "Qwen/Qwen3-8B", "What is Qwen?")).toBe(false);
  expect(
    namesItself("The seed grows step by step into a ring.", "ByteDance-Seed/Seed-OSS-36B-Instruct", ""),
  ).toBe(false);
});
