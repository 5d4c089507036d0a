import type { ScenarioParams, ScenarioTable } from "@/lib/simulator/scenarios/scenario";

function encodingOf(params: ScenarioParams): "gzip" | "br" | "deflate" {
  const name = params.text("encoding");
  return name === "br" || name === "deflate" ? name : "gzip";
}

const page =
  "<!doctype html><html><head><title>Welcome</title></head><body><h1>Welcome to nginx!</h1></body></html>\n";

/** Faults below the answer: they work on every route. */
export const wireScenarios: ScenarioTable = {
  "slow-headers": {
    description: "Headers come after `ms`.",
    params: { ms: "20000" },
    effect: (params) => ({ wire: { headersDelayMs: params.number("ms") } }),
  },
  "slow-body": {
    description: "Headers come at once, the first byte of the body after `ms`.",
    params: { ms: "20000" },
    effect: (params) => ({ wire: { bodyDelayMs: params.number("ms") } }),
  },
  reset: {
    description:
      "The connection is reset (RST) before any header; `when` is before or after the work was done.",
    params: { when: "before" },
    effect: (params) => ({ reset: params.text("when") === "after" ? "after" : "before" }),
  },
  "drop-after-work": {
    description:
      "The work is done in its full time and the job is in the log, then the connection ends without an answer.",
    effect: () => ({ reset: "after-work" }),
  },
  "cut-at-byte": {
    description: "The socket is destroyed after `bytes` bytes of body.",
    params: { bytes: "1000" },
    effect: (params) => ({ wire: { cutAtByte: params.number("bytes") } }),
  },
  "stall-at-byte": {
    description: "Nothing more comes after `bytes` bytes of body; the socket stays open.",
    params: { bytes: "1000" },
    effect: (params) => ({ wire: { stallAtByte: params.number("bytes") } }),
  },
  split: {
    description: "The body is written in pieces of `bytes` bytes, through frames and characters alike.",
    params: { bytes: "1" },
    effect: (params) => ({ wire: { chunkBytes: Math.max(1, params.number("bytes")) } }),
  },
  compressed: {
    description: "The answer is compressed whether asked for or not: `encoding` is gzip, br or deflate.",
    params: { encoding: "gzip" },
    effect: (params) => ({ wire: { encoding: encodingOf(params) } }),
  },
  "content-type": {
    description: "The right body under the wrong content type `type`.",
    params: { type: "text/html" },
    effect: (params) => ({ wire: { contentType: params.text("type") } }),
  },
  "html-200": {
    description: "A page of HTML with status 200 instead of the answer.",
    effect: () => ({
      reply: { kind: "body", status: 200, body: page, contentType: "text/html; charset=utf-8" },
    }),
  },
  "json-200-error": {
    description: "An error envelope (50507) under status 200.",
    effect: () => ({
      reply: {
        kind: "json",
        status: 200,
        body: { code: 50507, message: "Request failed: Unknown error.", data: null },
      },
    }),
  },
  "empty-body": {
    description: "Status 200 and not one byte of body.",
    params: { type: "application/json" },
    effect: (params) => ({
      reply: { kind: "body", status: 200, body: "", contentType: params.text("type") },
    }),
  },
  "bad-json-body": {
    description: "Status 200, content type JSON, and a body that breaks off in the middle of an object.",
    effect: () => ({
      reply: {
        kind: "body",
        status: 200,
        body: '{"id":"0198","object":"chat.comp',
        contentType: "application/json; charset=utf-8",
      },
    }),
  },
};
