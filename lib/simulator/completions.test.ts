import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { completionChunkSchema, completionResponseSchema } from "@/lib/siliconflow/schema/completions";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { dataOf, readAnswer } from "@/lib/simulator/test-client";

const v3 = "deepseek-ai/DeepSeek-V3";
const gap = { model: v3, prompt: "def add(a, b):\n", suffix: "\nprint(add(1, 2))\n" };

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, strict: true });
});
afterAll(() => simulator.close());

async function complete(body: unknown, scenario?: string, key = "sk-test") {
  const response = await fetch(`${simulator.url}/v1/completions`, {
    method: "POST",
    headers: {
      authorization: `Bearer ${key}`,
      "content-type": "application/json",
      ...(scenario && { "x-simulator-scenario": scenario }),
    },
    body: JSON.stringify(body),
  });
  return readAnswer(response);
}

const framesOf = (text: string) =>
  dataOf(text)
    .filter((data) => data !== "[DONE]")
    .map((data) => completionChunkSchema.parse(JSON.parse(data)));

const streamed = (text: string, index = 0) =>
  framesOf(text)
    .flatMap((frame) => frame.choices ?? [])
    .filter((choice) => choice.index === index)
    .map((choice) => choice.text)
    .join("");

const finishes = (text: string) =>
  framesOf(text).flatMap((frame) => (frame.choices ?? []).flatMap((choice) => choice.finish_reason ?? []));

describe("the text of a gap", () => {
  it("is the same whole and streamed, with its indentation", async () => {
    const whole = completionResponseSchema.parse((await complete(gap)).json);
    const { text, headers } = await complete({ ...gap, stream: true });
    expect(headers.get("content-type")).toBe("text/event-stream");
    expect(whole).toMatchObject({ object: "text_completion", model: v3 });
    expect(whole.choices).toEqual([{ index: 0, text: "    return a + b", finish_reason: "stop" }]);
    expect(streamed(text)).toBe("    return a + b");
    expect(finishes(text)).toEqual(["stop"]);
    expect(dataOf(text).at(-1)).toBe("[DONE]");
    expect(framesOf(text).at(-1)?.usage).toEqual(whole.usage);
    expect(whole.usage?.completion_tokens).toBeGreaterThan(3);
  });

  it.each([
    ["def add(a, b):\n    return ", "a + b"],
    ["const total =", " value"],
    ["function double(x) {", "\n    return x;"],
  ])("after %j is %j", async (prompt, text) => {
    expect((await complete({ model: v3, prompt })).json).toMatchObject({ choices: [{ text }] });
  });

  it("ends at a stop sequence and at max_tokens", async () => {
    const stopped = await complete({ ...gap, stop: [" +"] });
    expect(stopped.json).toMatchObject({ choices: [{ text: "    return a", finish_reason: "stop" }] });
    const cut = await complete({ ...gap, max_tokens: 2, stream: true });
    expect(finishes(cut.text)).toEqual(["length"]);
    expect("    return a + b".startsWith(streamed(cut.text))).toBe(true);
    expect(framesOf(cut.text).at(-1)?.usage?.completion_tokens).toBe(2);
  });

  it("comes n times", async () => {
    const { text } = await complete({ ...gap, n: 3, stream: true });
    expect([0, 1, 2].map((index) => streamed(text, index))).toEqual(Array(3).fill("    return a + b"));
    expect(finishes(text)).toHaveLength(3);
  });
});

const messageOf = (json: unknown) => z.object({ message: z.string() }).parse(json).message;

describe("what is refused", () => {
  it.each([
    [{ model: v3 }, "prompt"],
    [{ ...gap, model: "" }, "model"],
    [{ ...gap, temperature: 1.5 }, "temperature"],
    [{ ...gap, n: 17 }, "n"],
    [{ ...gap, stop: "x" }, "stop"],
    [{ ...gap, messages: [] }, "messages"],
    [{ ...gap, model: "Qwen/Qwen3-8B" }, "fill-in-the-middle"],
  ])("%j, because of %s", async (body, field) => {
    const { status, json } = await complete(body);
    expect(status).toBe(400);
    expect(json).toMatchObject({ code: 20015 });
    expect(messageOf(json)).toContain(field);
  });

  it("an unknown model, a bad key and an empty balance", async () => {
    expect((await complete({ ...gap, model: "nobody/nothing" })).json).toMatchObject({ code: 20012 });
    expect((await complete({ ...gap, model: "Qwen/Qwen-Image" })).json).toMatchObject({ code: 20012 });
    expect((await complete(gap, undefined, "nonsense")).json).toMatchObject({ code: 30014 });
    expect((await complete(gap, undefined, "sk-broke")).json).toMatchObject({ code: 30001 });
  });
});

describe("faults", () => {
  it.each([
    ["missing-finish", (text: string) => finishes(text).length === 0],
    ["usage-missing", (text: string) => framesOf(text).every((frame) => frame.usage === undefined)],
    ["usage-last-chunk", (text: string) => framesOf(text).filter((frame) => frame.usage).length === 1],
    ["huge-frame;bytes=100000", (text: string) => streamed(text).length > 100_000],
    ["empty-answer", (text: string) => streamed(text) === ""],
    ["finish-reason;value=eos", (text: string) => finishes(text)[0] === "eos"],
    ["error-in-stream;frames=2,shape=openai", (text: string) => text.includes('"error"')],
    ["crlf", (text: string) => text.includes("\r\n\r\n")],
  ])("%s applies", async (scenario, shows) => {
    const { text } = await complete({ ...gap, stream: true }, scenario);
    expect(shows(text)).toBe(true);
  });

  it("may answer whole instead of a stream", async () => {
    const { json } = await complete({ ...gap, stream: true }, "json-instead-of-stream");
    expect(completionResponseSchema.parse(json).choices[0]?.text).toBe("    return a + b");
  });
});
