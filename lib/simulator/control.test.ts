import { request } from "node:http";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { chat, control, get } from "@/lib/simulator/test-client";

const model = "deepseek-ai/DeepSeek-V3";
const say = (content: string) => ({ model, messages: [{ role: "user", content }] });

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(async () => {
  await control(simulator, "POST", "reset");
});
afterAll(() => simulator.close());

const statusOf = async (content = "hello") => (await chat(simulator, say(content))).status;

describe("scheduled scenarios", () => {
  it("apply as many times as told, then everything is well again", async () => {
    await control(simulator, "POST", "scenario", { name: "error-50505", times: 2 });
    expect([await statusOf(), await statusOf(), await statusOf()]).toEqual([503, 503, 200]);
  });

  it("apply until they are deleted, and only where they match", async () => {
    const match = { path: "/v1/chat/completions", model, promptContains: '天气"' };
    await control(simulator, "POST", "scenario", { name: "error-50507", match });
    expect([await statusOf('今天天气"如何'), await statusOf("hello"), await statusOf('天气"')]).toEqual([
      500, 200, 500,
    ]);
    expect((await get(simulator, "/v1/models")).status).toBe(200);
    await control(simulator, "DELETE", "scenario");
    expect(await statusOf('天气"')).toBe(200);
  });

  it("let some requests pass first, and take parameters as any JSON value", async () => {
    await control(simulator, "POST", "scenario", {
      name: "error-50602",
      params: { "retry-after": 9 },
      after: 1,
    });
    expect(await statusOf()).toBe(200);
    expect((await chat(simulator, say("x"))).headers.get("retry-after")).toBe("9");
  });

  it("change the model list and what chat accepts", async () => {
    const params = { remove: model, add: "lab/new-model" };
    await control(simulator, "POST", "scenario", { name: "models-changed", params });
    const { text } = await get(simulator, "/v1/models");
    expect(text).toContain("lab/new-model");
    expect(text).not.toContain(`"${model}"`);
    expect(await statusOf()).toBe(400);
    expect((await chat(simulator, { ...say("hi"), model: "lab/new-model" })).status).toBe(200);
  });

  it("are refused when the name or a parameter is wrong, in control and in the header", async () => {
    expect((await control(simulator, "POST", "scenario", { name: "nonsense" })).status).toBe(400);
    const params = { bytes: 1 };
    expect((await control(simulator, "POST", "scenario", { name: "crlf", params })).status).toBe(400);
    const answer = await chat(simulator, say("x"), { scenario: "nonsense" });
    expect([answer.status, answer.text]).toEqual([400, 'simulator: unknown scenario "nonsense"']);
  });

  it("are listed with a description each", async () => {
    const { json } = await control(simulator, "GET", "scenarios");
    expect(json).toMatchObject({
      scenarios: expect.arrayContaining([
        { name: "split", description: expect.any(String), params: { bytes: "1" } },
      ]),
    });
  });
});

describe("the log", () => {
  it("has what was sent, without the key", async () => {
    await chat(simulator, { ...say("hello"), seed: 1 }, { key: "sk-secret", scenario: "usage-missing" });
    const { text, json } = await control(simulator, "GET", "requests?ended=1");
    expect(text).not.toContain("sk-secret");
    expect(json).toMatchObject({
      requests: [
        {
          method: "POST",
          path: "/v1/chat/completions",
          headers: { authorization: "[removed]" },
          body: { ...say("hello"), seed: 1 },
          scenarios: ["usage-missing"],
          undocumentedFields: ["seed"],
          status: 200,
          closedByClient: null,
          endedAt: expect.any(Number),
        },
      ],
    });
    await control(simulator, "DELETE", "requests");
    expect((await control(simulator, "GET", "requests")).json).toEqual({ requests: [] });
  });
});

describe("pace and reset", () => {
  it("change the pace of what follows and bring it back", async () => {
    const pace = { speed: 2, firstTokenMs: 10, tokensPerSecond: 5000, jitter: 0 };
    expect((await control(simulator, "POST", "pace", pace)).json).toMatchObject(pace);
    await control(simulator, "POST", "reset");
    expect((await control(simulator, "GET", "scenarios")).json).toMatchObject({ pace: { speed: 0 } });
    expect((await control(simulator, "POST", "pace", { speed: -1 })).status).toBe(400);
  });
});

describe("who may control", () => {
  it("is not a web page", async () => {
    const response = await new Promise<number | undefined>((resolve, reject) => {
      const sent = request(`${simulator.url}/__control/reset`, {
        method: "POST",
        headers: { origin: "https://evil.example" },
      });
      sent.on("response", (answer) => resolve(answer.statusCode));
      sent.on("error", reject);
      sent.end();
    });
    expect(response).toBe(403);
  });
});
