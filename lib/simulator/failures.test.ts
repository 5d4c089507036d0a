import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { failures } from "@/lib/simulator/failures";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { chat, get } from "@/lib/simulator/test-client";

/** Copied from notes.md section 5 and the contract: status and body, byte for byte. */
const literal: Record<string, [number, string]> = {
  "error-20012": [
    400,
    '{"code":20012,"message":"Model does not exist. Please check it carefully.","data":null}',
  ],
  "error-20015": [
    400,
    '{"code":20015,"message":"The parameter is invalid. Please check again.","data":null}',
  ],
  "error-20015-empty-list": [
    400,
    '{"code":20015,"message":"List should have at least 1 item after validation","data":null}',
  ],
  "error-20015-too-long": [
    400,
    '{"code":20015,"message":"number of input tokens (135022) has exceeded max_seq_len (131072) limit.","data":null}',
  ],
  "error-20015-max-prompt": [
    400,
    '{"code":20015,"message":"number of input tokens (300030) has exceeded max_prompt_tokens (98304) limit.","data":null}',
  ],
  "error-20024": [400, '{"code":20024,"message":"Json mode is not supported for this model.","data":null}'],
  "error-20037": [
    400,
    '{"code":20037,"message":"Function call is not supported for this model.","data":null}',
  ],
  "error-20041": [
    400,
    '{"code":20041,"message":"The model is not a VLM (Vision Language Model). Please use text-only prompts.","data":null}',
  ],
  "error-20052": [400, '{"code":20052,"message":"Voice or reference audio should be set","data":null}'],
  "error-30014": [401, '{"code":30014,"data":null,"message":"Token is invalid."}'],
  "error-401-documented": [401, '"Invalid token"'],
  "error-401-string": [401, '"Api key is invalid"'],
  "error-401-20012": [401, '{"code":20012,"message":"Api key is invalid"}'],
  "error-30001": [402, '{"code":30001,"message":"Sorry, your account balance is insufficient","data":null}'],
  "error-30001-403": [
    403,
    '{"code":30001,"message":"Sorry, your account balance is insufficient","data":null}',
  ],
  "error-403": [403, '"Forbidden"'],
  "error-30003": [403, '{"code":30003,"message":"Model disabled.","data":null}'],
  "error-404": [404, "404 page not found"],
  "error-404-short": [404, "Not Found"],
  "error-20092": [
    410,
    '{"code":20092,"message":"This endpoint is deprecated and is no longer available.","data":null}',
  ],
  "error-50602": [
    429,
    '{"code":50602,"message":"Request was rejected due to rate limiting. Details: TPM limit reached.","data":null}',
  ],
  "error-429-documented": [
    429,
    '{"message":"Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn. Details:TPM limit reached.","data":null}',
  ],
  "error-429-string": [
    429,
    '"Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn"',
  ],
  "error-50603-429": [
    429,
    '{"code":50603,"message":"System is really busy. Please try again later.","data":null}',
  ],
  "error-50507": [500, '{"code":50507,"message":"Request failed: Unknown error.","data":null}'],
  "error-50505": [
    503,
    '{"code":50505,"message":"Model service overloaded. Please try again later.","data":null}',
  ],
  "error-50508": [
    503,
    '{"code":50508,"message":"System is too busy now. Please try again later.","data":null}',
  ],
  "error-50603": [
    503,
    '{"code":50603,"message":"System is really busy. Please try again later.","data":null}',
  ],
};

/** Bodies that nobody has recorded; the table says so beside each. */
const ours = ["error-30011", "error-502", "error-504", "error-504-html", "error-openai"];

let simulator: Simulator;
beforeAll(async () => {
  simulator = await startSimulator({ speed: 0, now: () => Date.UTC(2026, 10, 21) });
});
afterAll(() => simulator.close());

const body = {
  model: "deepseek-ai/DeepSeek-V3",
  messages: [{ role: "user", content: "hello" }],
  stream: true,
};

describe("every error", () => {
  it("is in this list or marked as not recorded", () => {
    expect(Object.keys(failures).sort()).toEqual([...Object.keys(literal), ...ours].sort());
  });

  it.each(Object.entries(literal))("%s has its literal body and a trace id", async (name, [status, text]) => {
    const answer = await chat(simulator, body, { scenario: name });
    expect([answer.status, answer.text]).toEqual([status, text]);
    expect(answer.headers.get("x-siliconcloud-trace-id")).toMatch(/^ti_[0-9a-f]{32}$/);
    const json = text.startsWith("{") || text.startsWith('"');
    expect(answer.headers.get("content-type")).toContain(json ? "application/json" : "text/plain");
    expect(answer.headers.get("retry-after")).toBeNull();
  });

  it("happens on any route, a missing key included", async () => {
    const headers = { authorization: "", "x-simulator-scenario": "error-50508" };
    expect((await get(simulator, "/v1/models", headers)).status).toBe(503);
  });
});

describe("429", () => {
  it("names the limit that is asked for and says when to try again, in seconds or as a date", async () => {
    const seconds = await chat(simulator, body, { scenario: "error-50602;limit=IPM,retry-after=7" });
    expect(seconds.text).toContain("Details: IPM limit reached.");
    expect(seconds.headers.get("retry-after")).toBe("7");
    const date = await chat(simulator, body, { scenario: "error-429-documented;retry-after-date=60" });
    expect(date.headers.get("retry-after")).toBe("Sat, 21 Nov 2026 00:01:00 GMT");
  });
});
