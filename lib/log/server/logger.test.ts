import fs from "node:fs";
import { DrizzleQueryError } from "drizzle-orm/errors";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { AppFailure, appError } from "@/lib/core/app-error";

const key = "sk-CANARY-key";
const prompt = "CANARY-prompt: my diary";

let lines: string[];

/** A logger of a process that was told this level; what it prints goes to `lines` instead of standard output. */
async function loggerAt(level: string) {
  vi.resetModules();
  vi.stubEnv("LOG_LEVEL", level);
  const { logger } = await import("./logger");
  return logger();
}

beforeEach(() => {
  lines = [];
  // pino writes to the file behind standard output, so this is the only place at which it can be seen.
  const take = (data: unknown) => {
    lines.push(String(data));
    return Buffer.byteLength(String(data));
  };
  vi.spyOn(fs, "writeSync").mockImplementation((_, data) => take(data));
  vi.spyOn(fs, "write").mockImplementation((...all: unknown[]) => {
    const written = take(all[1]);
    const done = all.at(-1);
    if (typeof done === "function") done(null, written);
  });
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
});

const records = () =>
  lines
    .join("")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

/** An error as HTTP clients throw it, with the request it belongs to. */
function requestError(): Error {
  return Object.assign(new Error("Request failed with status 401"), {
    headers: { authorization: `Bearer ${key}` },
    config: { headers: { Authorization: `Bearer ${key}` }, data: prompt },
    request: { apiKey: key, body: prompt },
    response: { data: prompt },
  });
}

function databaseError(content: string): Error {
  const cause = Object.assign(new Error("duplicate key value violates unique constraint"), {
    detail: `Key (input)=(${content}) already exists.`,
  });
  return new DrizzleQueryError('insert into "runs" values ($1, $2)', [key, content], cause);
}

describe("what is never printed, at the most talkative level", () => {
  const trace = `Why does this fail?\n    at ${prompt} (/home/me/diary.js:1:1)\n\nparams: ${prompt}\n    at ${prompt}`;

  test.each([
    ["an error with its request", { err: requestError() }],
    ["an error with one as its cause", { err: new Error("outer", { cause: requestError() }) }],
    ["an error of the database", { err: databaseError(prompt) }],
    ["one whose row holds what looks like a stack", { err: databaseError(trace) }],
    ["one as the cause of another", { err: new Error("outer", { cause: databaseError(trace) }) }],
    ["an error under another name", { error: databaseError(prompt) }],
    ["a key", { apiKey: key }],
    ["a key in settings", { settings: { apiKey: key } }],
    ["a key deeper in settings", { settings: { upstream: { apiKey: key } } }],
    ["headers", { headers: { authorization: key, cookie: key } }],
    ["headers of a request", { request: { headers: { authorization: key } } }],
    ["a header by itself", { authorization: key, cookie: key }],
    ["a failure that carries one", { err: new AppFailure(appError("internal"), { cause: requestError() }) }],
    ["something thrown that is no error", { err: { apiKey: key, message: prompt } }],
    ["a text thrown", { err: prompt }],
  ])("%s", async (_, fields) => {
    const logger = await loggerAt("trace");
    logger.error(fields, "a route failed");
    logger.trace(fields, "a route failed");
    expect(records()).toHaveLength(2);
    expect(lines.join("")).not.toContain("CANARY");
    expect(records()[0]).toMatchObject({ level: 50, msg: "a route failed" });
  });

  test("not even when nobody said what happened", async () => {
    const logger = await loggerAt("trace");
    logger.error({ err: databaseError(trace) });
    logger.error(databaseError(trace));
    expect(records()).toHaveLength(2);
    expect(lines.join("")).not.toContain("CANARY");
  });
});

describe("what is printed", () => {
  test("is one line of JSON with what happened, where, and why", async () => {
    const logger = await loggerAt("info");
    const cause = new TypeError("the reason");
    logger.error({ err: new RangeError("too far", { cause }), runId: "run_1" }, "a run failed");
    expect(lines.join("").match(/\n/g)).toHaveLength(1);
    expect(records()[0]).toMatchObject({
      msg: "a run failed",
      runId: "run_1",
      err: { type: "RangeError", message: "too far", cause: "the reason" },
    });
    expect(records()[0].err.stack[0]).toMatch(/^\s+at .*logger\.test\.ts/);
  });

  test("says which query failed, without its values", async () => {
    const logger = await loggerAt("info");
    logger.error({ err: databaseError(prompt) }, "not stored");
    expect(records()[0].err).toMatchObject({
      message: expect.stringContaining('insert into "runs"'),
      cause: "duplicate key value violates unique constraint",
    });
  });

  test("stays one line whatever it is about", async () => {
    const logger = await loggerAt("info");
    logger.info({ model: "a\r\nb\u001b[31m\u2028" }, "line\nbreak");
    expect(lines.join("").match(/\p{Cc}/gu)).toEqual(["\n"]);
  });

  test.each([
    ["warn", ["warn", "error"]],
    ["silent", []],
    ["info", ["info", "warn", "error"]],
  ])("at level %s is no less and no more than %j", async (level, expected) => {
    const logger = await loggerAt(level);
    logger.debug("debug");
    logger.info("info");
    logger.warn("warn");
    logger.error("error");
    expect(records().map(({ msg }) => msg)).toEqual(expected);
  });
});
