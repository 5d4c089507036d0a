import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { chat, get } from "@/lib/simulator/test-client";

const v3 = "deepseek-ai/DeepSeek-V3";
const messages = [{ role: "user", content: "hello" }];
const picture = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
const tools = [{ type: "function", function: { name: "look_up" } }];
const json = { type: "json_object" };

let simulator: Simulator;
let strict: Simulator;
beforeAll(async () => {
  [simulator, strict] = await Promise.all([
    startSimulator({ speed: 0 }),
    startSimulator({ speed: 0, strict: true }),
  ]);
});
afterAll(async () => {
  await Promise.all([simulator.close(), strict.close()]);
});

describe("what is wrong is said in one order: model, fields, ability, length, balance, limits", () => {
  const cases: [string, Record<string, unknown>, number, unknown, string][] = [
    [
      "an unknown model before a bad role",
      { model: "no/such", messages: [{ role: "developer" }] },
      20012,
      "Model does not exist",
      "",
    ],
    ["an empty model", { model: "", messages }, 20015, "model", ""],
    ["a retired model", { model: "Qwen/Qwen2-72B-Instruct", messages }, 20012, "Model does not exist", ""],
    ["an embedding model", { model: "BAAI/bge-m3", messages }, 20012, "Model does not exist", ""],
    [
      "a role that does not exist",
      { model: v3, messages: [{ role: "developer", content: "x" }] },
      20015,
      "messages.0.role",
      "",
    ],
    ["no messages", { model: v3, messages: [] }, 20015, "messages", ""],
    [
      "a value out of range before an ability",
      { model: "tencent/Hunyuan-MT-7B", messages, tools, temperature: 3 },
      20015,
      "temperature",
      "",
    ],
    ["more choices than it wants to hold", { model: v3, messages, n: 1e9 }, 20015, "n:", ""],
    [
      "a thinking budget below 128",
      { model: "Qwen/Qwen3-8B", messages, thinking_budget: 1 },
      20015,
      "thinking_budget",
      "",
    ],
    [
      "JSON mode on GLM-4.5V",
      { model: "zai-org/GLM-4.5V", messages, response_format: json },
      20024,
      "Json mode is not supported for this model.",
      "",
    ],
    [
      "JSON mode on GLM-4.5-Air",
      { model: "zai-org/GLM-4.5-Air", messages, response_format: json },
      20024,
      "Json mode",
      "",
    ],
    [
      "tools where none work, before an empty balance",
      { model: "tencent/Hunyuan-MT-7B", messages, tools },
      20037,
      "Function call",
      "sk-broke",
    ],
    [
      "tools on V3.1 while it thinks",
      { model: "deepseek-ai/DeepSeek-V3.1-Terminus", messages, tools },
      20015,
      "enable_thinking",
      "",
    ],
    [
      "a picture for a text model",
      { model: v3, messages: [{ role: "user", content: [picture] }] },
      20041,
      "not a VLM",
      "",
    ],
    [
      "an empty balance last",
      { model: v3, messages },
      30001,
      "Sorry, your account balance is insufficient",
      "sk-broke",
    ],
  ];

  it.each(cases)("refuses %s", async (_what, body, code, sentence, key) => {
    const answer = await chat(simulator, body, key === "" ? {} : { key });
    expect(answer.status).toBe(code === 30001 ? 402 : 400);
    expect(answer.json).toMatchObject({
      code,
      message: expect.stringContaining(String(sentence)),
      data: null,
    });
  });

  it("names both numbers when the input is too long, before the balance", async () => {
    const long = [{ role: "user", content: "word ".repeat(40_000) }];
    const answer = await chat(
      simulator,
      { model: "Qwen/Qwen2.5-7B-Instruct", messages: long },
      { key: "sk-broke" },
    );
    expect(answer.json).toMatchObject({
      code: 20015,
      message: expect.stringMatching(
        /^number of input tokens \(\d{5}\) has exceeded max_seq_len \(32768\) limit\.$/,
      ),
    });
  });

  it("refuses a body that is no JSON object", async () => {
    for (const body of ["", "{", "[]", "null"]) {
      expect((await chat(simulator, body)).json).toMatchObject({ code: 20015 });
    }
  });

  it("lets a redirected id be answered by the model that replaced it", async () => {
    const answer = await chat(simulator, { model: "deepseek-ai/DeepSeek-V3.2-Exp", messages });
    expect(answer.json).toMatchObject({ model: "deepseek-ai/DeepSeek-V3.2" });
  });

  it("accepts what the live service accepts: eleven messages, a null content, both spellings of max_frames", async () => {
    const turns = Array.from({ length: 12 }, (_, at) => ({
      role: at % 2 === 0 ? "user" : "assistant",
      content: "x",
    }));
    expect((await chat(simulator, { model: v3, messages: turns })).status).toBe(200);
    expect(
      (await chat(simulator, { model: v3, messages, stream_options: { include_usage: true } })).status,
    ).toBe(200);
  });
});

describe("fields that nobody documented", () => {
  it("pass as on the live service, and are in the log", async () => {
    const body = { model: v3, messages, seed: 7, logprobs: true };
    expect((await chat(simulator, body)).status).toBe(200);
    expect(simulator.requests().at(-1)?.undocumentedFields).toEqual(["seed", "logprobs"]);
  });

  it("are refused by name in strict mode, and the documented ones are not", async () => {
    const refused = await chat(strict, { model: v3, messages, seed: 7 });
    expect(refused.json).toMatchObject({ code: 20015, message: expect.stringContaining("seed") });
    const everything = {
      model: v3,
      messages,
      max_tokens: 9,
      top_k: 5,
      min_p: 0.1,
      user: "u",
      stop: null,
      n: 1,
    };
    expect((await chat(strict, everything)).status).toBe(200);
  });
});

describe("keys", () => {
  it.each(["", "wrong", "sk-invalid-1"])("refuses %j with 401/30014", async (key) => {
    const answer = await chat(simulator, { model: "no/such" }, { key });
    expect([answer.status, answer.text]).toEqual([
      401,
      '{"code":30014,"data":null,"message":"Token is invalid."}',
    ]);
  });

  it("needs one", async () => {
    const response = await fetch(`${simulator.url}/v1/models`);
    expect(response.status).toBe(401);
    expect(response.headers.get("x-siliconcloud-trace-id")).toMatch(/^ti_/);
  });

  it("lists models with an empty balance", async () => {
    expect((await get(simulator, "/v1/models", { authorization: "Bearer sk-broke" })).status).toBe(200);
  });
});

describe("limits", () => {
  it("are counted per key and model when switched on, and name the meter", async () => {
    let now = 0;
    const limited = await startSimulator({ speed: 0, limits: true, now: () => now });
    const body = {
      model: "stepfun-ai/Step-3.5-Flash",
      messages: [{ role: "user", content: "word ".repeat(6000) }],
    };
    expect((await chat(limited, body)).status).toBe(200);
    const refused = await chat(limited, body);
    expect([refused.status, refused.json]).toEqual([
      429,
      {
        code: 50602,
        message: "Request was rejected due to rate limiting. Details: TPM limit reached.",
        data: null,
      },
    ]);
    expect((await chat(limited, body, { key: "sk-other" })).status).toBe(200);
    now = 61_000;
    expect((await chat(limited, body)).status).toBe(200);
    await limited.close();
  });
});

describe("models and account", () => {
  it("lists ids and nothing else, by type and sub type", async () => {
    const all = await get(simulator, "/v1/models");
    expect(all.json).toMatchObject({ object: "list" });
    const embeddings = await get(simulator, "/v1/models?sub_type=embedding");
    expect(embeddings.json).toMatchObject({
      data: expect.arrayContaining([{ id: "BAAI/bge-m3", object: "model", created: 0, owned_by: "" }]),
    });
    expect(all.text).toContain("deepseek-ai/DeepSeek-V4-Flash");
    expect(all.text).not.toContain("Kimi-K2-Instruct");
    expect(embeddings.text).not.toContain("DeepSeek");
    expect((await get(simulator, "/v1/models?type=nonsense")).status).toBe(400);
  });

  it("says that the account page was withdrawn, or answers as before behind the switch", async () => {
    const gone = await get(simulator, "/v1/user/info");
    expect([gone.status, gone.text]).toEqual([
      410,
      '{"code":20092,"message":"This endpoint is deprecated and is no longer available.","data":null}',
    ]);
    const legacy = await get(simulator, "/v1/user/info", { "x-simulator-scenario": "legacy-user-info" });
    expect(legacy.json).toMatchObject({ code: 20000, data: { totalBalance: "88.88" } });
  });

  it("answers an unknown path in plain text", async () => {
    const answer = await get(simulator, "/v1/responses");
    expect([answer.status, answer.text]).toEqual([404, "404 page not found"]);
    expect(answer.headers.get("content-type")).toContain("text/plain");
    expect(answer.headers.get("x-siliconcloud-trace-id")).toMatch(/^ti_/);
  });
});
