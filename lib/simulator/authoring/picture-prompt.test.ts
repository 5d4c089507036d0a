import { afterAll, beforeAll, expect, test } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterAll(() => simulator.close());

async function improved(prompt: string): Promise<string> {
  const messages = [
    { role: "system", content: "You rewrite prompts for a model that makes pictures." },
    { role: "user", content: prompt },
  ];
  const response = await fetch(`${simulator.url}/v1/chat/completions`, {
    method: "POST",
    headers: { authorization: "Bearer sk-test", "content-type": "application/json" },
    body: JSON.stringify({ model: "Qwen/Qwen2.5-7B-Instruct", messages }),
  });
  const answer = (await response.json()) as { choices: { message: { content: string } }[] };
  return answer.choices[0]?.message.content ?? "";
}

test("a prompt for a picture is made fuller in its own language, and keeps its words", async () => {
  expect(await improved("a cat.")).toMatch(/^a cat, .*(light|colours)/);
  expect(await improved("湖边的猫")).toMatch(/^湖边的猫，.*[光色]/u);
});
