import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { type AppError, type AppErrorCode, appErrorSchema, appErrorTable } from "@/lib/core/app-error";
import { errorMessages as english } from "@/lib/i18n/messages/en/errors";
import { errorMessages as chinese } from "@/lib/i18n/messages/zh/errors";
import { listAt, objectAt } from "@/lib/siliconflow/contract-comparison";
import { businessCodes, streamFrameError, upstreamError } from "@/lib/siliconflow/errors";

const rateLimitSentence =
  "Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn.";
const gatewayPage =
  "<html>\r\n<head><title>504 Gateway Time-out</title></head>\r\n<body><center>nginx</center></body></html>";

/** Every body that was documented or recorded, as it lies on the wire. */
const refusals: readonly [
  status: number,
  body: string,
  expected: Partial<AppError> & { code: AppErrorCode },
][] = [
  [
    400,
    '{"code":20012,"message":"Model does not exist. Please check it carefully.","data":null}',
    {
      code: "model-not-found",
      upstreamCode: 20_012,
      detail: "Model does not exist. Please check it carefully.",
    },
  ],
  [
    400,
    '{"code":20015,"message":"The parameter is invalid. Please check again.","data":null}',
    { code: "invalid-parameter", upstreamCode: 20_015 },
  ],
  [
    400,
    '{"code":20015,"message":"List should have at least 1 item after validation","data":null}',
    { code: "invalid-parameter", detail: "List should have at least 1 item after validation" },
  ],
  [
    400,
    '{"code":20015,"message":"number of input tokens (135022) has exceeded max_seq_len (131072) limit.","data":null}',
    { code: "input-too-long", upstreamCode: 20_015, inputTokens: 135_022, maxInputTokens: 131_072 },
  ],
  [
    400,
    '{"code":20015,"message":"number of input tokens (300030) has exceeded max_prompt_tokens (98304) limit.","data":null}',
    { code: "input-too-long", inputTokens: 300_030, maxInputTokens: 98_304 },
  ],
  [
    400,
    '{"code":20024,"message":"Json mode is not supported for this model.","data":null}',
    { code: "json-mode-unsupported", upstreamCode: 20_024 },
  ],
  [
    400,
    '{"code":20037,"message":"Function call is not supported for this model.","data":null}',
    { code: "tools-unsupported", upstreamCode: 20_037 },
  ],
  [
    400,
    '{"code":20041,"message":"The model is not a VLM (Vision Language Model). Please use text-only prompts.","data":null}',
    { code: "vision-unsupported", upstreamCode: 20_041 },
  ],
  [
    400,
    '{"code":20052,"message":"Voice or reference audio should be set","data":null}',
    { code: "voice-required", upstreamCode: 20_052 },
  ],
  [
    401,
    '{"code":30014,"data":null,"message":"Token is invalid."}',
    { code: "upstream-key-invalid", upstreamCode: 30_014, detail: "Token is invalid." },
  ],
  [401, '"Invalid token"', { code: "upstream-key-invalid", detail: "Invalid token" }],
  [401, '"Api key is invalid"', { code: "upstream-key-invalid", detail: "Api key is invalid" }],
  [
    401,
    '{"code":20012,"message":"Api key is invalid"}',
    { code: "upstream-key-invalid", upstreamCode: 20_012, detail: "Api key is invalid" },
  ],
  [401, "", { code: "upstream-key-invalid" }],
  [
    402,
    '{"code":30001,"message":"Sorry, your account balance is insufficient","data":null}',
    { code: "balance-insufficient", upstreamCode: 30_001 },
  ],
  [
    403,
    '{"code":30001,"message":"Sorry, your account balance is insufficient","data":null}',
    { code: "balance-insufficient", upstreamCode: 30_001 },
  ],
  [403, '"Forbidden"', { code: "upstream-forbidden", detail: "Forbidden" }],
  [
    403,
    '{"code":30003,"message":"Model disabled.","data":null}',
    { code: "model-disabled", upstreamCode: 30_003 },
  ],
  [403, '{"code":30011,"message":"","data":null}', { code: "quota-exhausted", upstreamCode: 30_011 }],
  [404, "404 page not found", { code: "upstream-path-not-found", detail: "404 page not found" }],
  [404, "Not Found", { code: "upstream-path-not-found", detail: "Not Found" }],
  [404, '"404 page not found"', { code: "upstream-path-not-found", detail: "404 page not found" }],
  [
    410,
    '{"code":20092,"message":"This endpoint is deprecated and is no longer available.","data":null}',
    { code: "withdrawn", upstreamCode: 20_092 },
  ],
  [
    429,
    `{"message":"${rateLimitSentence} Details:TPM limit reached.","data":null}`,
    { code: "rate-limited", limit: "TPM", detail: `${rateLimitSentence} Details:TPM limit reached.` },
  ],
  [429, JSON.stringify(rateLimitSentence), { code: "rate-limited", detail: rateLimitSentence }],
  [
    429,
    '{"code":50602,"message":"Request was rejected due to rate limiting. Details: TPM limit reached.","data":null}',
    { code: "rate-limited", upstreamCode: 50_602, limit: "TPM" },
  ],
  [
    429,
    '{"code":50602,"message":"Request was rejected due to rate limiting. Details: IPM limit reached.","data":null}',
    { code: "rate-limited", limit: "IPM" },
  ],
  [
    429,
    '{"code":50603,"message":"System is really busy. Please try again later.","data":null}',
    { code: "rate-limited", upstreamCode: 50_603 },
  ],
  [
    500,
    '{"code":50507,"message":"Request failed: Unknown error.","data":null}',
    { code: "upstream-failed", upstreamCode: 50_507 },
  ],
  [
    503,
    '{"code":50505,"message":"Model service overloaded. Please try again later.","data":null}',
    { code: "overloaded", upstreamCode: 50_505 },
  ],
  [
    503,
    '{"code":50508,"message":"System is too busy now. Please try again later.","data":null}',
    { code: "overloaded", upstreamCode: 50_508 },
  ],
  [
    503,
    '{"code":50603,"message":"System is really busy. Please try again later.","data":null}',
    { code: "overloaded", upstreamCode: 50_603 },
  ],
  [
    503,
    '{"code":20012,"message":"Model does not exist. Please check it carefully.","data":null}',
    { code: "overloaded", upstreamCode: 20_012 },
  ],
  [504, gatewayPage, { code: "upstream-timeout", detail: "504 Gateway Time-out" }],
  [504, '"Gateway Timeout"', { code: "upstream-timeout", detail: "Gateway Timeout" }],
  [
    404,
    '{"error":{"message":"No such model","type":"invalid_request_error","param":null,"code":"20012"}}',
    { code: "model-not-found", upstreamCode: 20_012, detail: "No such model" },
  ],
  [502, "<html><body>Bad Gateway</body></html>", { code: "upstream-failed" }],
  [418, '{"teapot":true}', { code: "invalid-parameter", detail: '{"teapot":true}' }],
];

describe("upstreamError", () => {
  it.each(refusals)("understands %i %s", (status, body, expected) => {
    const error = upstreamError({ status, body });
    expect(error).toMatchObject({ ...expected, upstreamStatus: status });
    expect([error.limit, error.inputTokens]).toEqual([expected.limit, expected.inputTokens]);
  });

  it("knows each business code of the contract", () => {
    const contract: unknown = parse(
      readFileSync(new URL("./upstream/openapi.yaml", import.meta.url), "utf8"),
    );
    const schemas = objectAt(objectAt(contract, "components"), "schemas");
    const documented = listAt(objectAt(schemas, "ErrorObject"), "x-error-codes").map(
      (row) => objectAt({ row }, "row")["code"],
    );
    expect([...new Set(documented)].sort()).toEqual([...businessCodes.keys()].sort());
  });

  it("carries the trace id and Retry-After, as seconds or as a date", () => {
    const now = () => Date.parse("2026-11-21T08:00:00Z");
    const refusal = { status: 429, body: "", traceId: "ti_abc" };
    expect(upstreamError({ ...refusal, retryAfter: "30" })).toMatchObject({
      traceId: "ti_abc",
      retryAfterSeconds: 30,
    });
    const at = (retryAfter: string) => upstreamError({ ...refusal, retryAfter }, now).retryAfterSeconds;
    expect(at("Sat, 21 Nov 2026 08:00:42 GMT")).toBe(42);
    expect(at("Sat, 21 Nov 2026 07:00:00 GMT")).toBe(0);
    expect(at("soon")).toBeUndefined();
    expect(at("-1")).toBeUndefined();
  });

  it("never shows a key or a web page", () => {
    const leak = '{"code":30014,"message":"Token sk-abcdefghijklmnop (Bearer abc.def) is invalid."}';
    expect(upstreamError({ status: 401, body: leak }).detail).toBe("Token sk-… (Bearer … is invalid.");
    const page = { status: 502, body: "<html><body>secret</body></html>" };
    expect(upstreamError({ ...page, contentType: "text/html" }).detail).toBeUndefined();
    expect(upstreamError({ status: 500, body: JSON.stringify({ message: gatewayPage }) }).detail).toBe(
      "504 Gateway Time-out",
    );
  });

  it("never shows a key, wherever it stands", () => {
    const key = fc.stringMatching(/^[a-z]{48}$/).map((letters) => `sk-${letters}`);
    fc.assert(
      fc.property(fc.string({ maxLength: 520 }), key, fc.boolean(), (before, secret, isJson) => {
        const text = `${before}${secret} is invalid`;
        const body = isJson ? JSON.stringify({ code: 30_014, message: text }) : text;
        expect(upstreamError({ status: 401, body }).detail ?? "").not.toContain(secret.slice(3, 13));
      }),
    );
  });

  it("cuts a long sentence short, whatever character stands at the cut", () => {
    const body = JSON.stringify(`${"a".repeat(498)}😀${"b".repeat(600)}`);
    expect(upstreamError({ status: 400, body }).detail).toBe(`${"a".repeat(498)}…`);
  });

  it("never throws and stays bounded for any body", () => {
    const anyBody = fc.oneof(fc.string({ unit: "binary" }), fc.json(), fc.string({ minLength: 600 }));
    const anyStatus = fc.integer({ min: 100, max: 999 });
    const anyHeader = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(anyStatus, anyBody, anyHeader, anyHeader, (status, body, retryAfter, contentType) => {
        const error = upstreamError({ status, body, retryAfter, contentType });
        expect(appErrorSchema.safeParse(error).success).toBe(true);
        expect((error.detail ?? "").length).toBeLessThanOrEqual(500);
      }),
    );
  });
});

describe("streamFrameError", () => {
  it.each<[unknown, Partial<AppError>]>([
    [
      { error: { message: "Something broke", code: null } },
      { code: "stream-error", detail: "Something broke" },
    ],
    [
      { code: 50_505, message: "Model service overloaded. Please try again later.", data: null },
      { code: "overloaded", upstreamCode: 50_505 },
    ],
    [{ error: { message: "System is too busy now.", code: 50_508 } }, { code: "overloaded" }],
    [
      { code: 50_602, message: "Request was rejected due to rate limiting. Details: RPM limit reached." },
      { code: "rate-limited", limit: "RPM" },
    ],
    [
      { type: "error", error: { type: "api_error", message: "Failed" } },
      { code: "stream-error", detail: "Failed" },
    ],
    [{ error: "Failed" }, { code: "stream-error", detail: "Failed" }],
    ["Forbidden", { code: "stream-error", detail: "Forbidden" }],
  ])("finds the error in %j", (frame, expected) => {
    expect(streamFrameError(frame)).toMatchObject(expected);
  });

  it.each([
    [{ choices: [], usage: null }],
    [{ choices: [{ index: 0, delta: { content: "error" } }], error: null }],
    [{ type: "message_start", message: { content: [] } }],
    [{ choices: [{ index: 0 }], code: 0, message: "success" }],
    [{ code: 20_000, message: "Ok" }],
    [null],
  ])("finds none in %j", (frame) => {
    expect(streamFrameError(frame)).toBeUndefined();
  });

  it("never throws for any frame", () => {
    fc.assert(fc.property(fc.jsonValue(), (frame) => void streamFrameError(frame)));
  });
});

describe("the words for errors", () => {
  /** The names in braces; a branch of a select or plural is no name, since no comma or brace follows it. */
  const placeholdersOf = (text: string) =>
    [...new Set([...text.matchAll(/\{(\w+)[,}]/g)].map((found) => found[1]))].sort();
  const allowed = ["field", "inputTokens", "limit", "maxInputTokens", "seconds"];

  it("exist in both languages for every code", () => {
    const codes = Object.keys(appErrorTable).sort();
    expect(Object.keys(english).sort()).toEqual(codes);
    expect(Object.keys(chinese).sort()).toEqual(codes);
  });

  it("have plain titles, and advice with the same placeholders in both languages", () => {
    for (const [code, { title, advice }] of Object.entries(english)) {
      const other = Object.entries(chinese).find(([name]) => name === code)?.[1];
      expect(`${title}${other?.title}`).not.toMatch(/[{}]/);
      expect([code, placeholdersOf(other?.advice ?? "")]).toEqual([code, placeholdersOf(advice)]);
      expect(allowed).toEqual(expect.arrayContaining(placeholdersOf(advice)));
    }
  });
});
