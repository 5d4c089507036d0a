import { type AppError, type AppErrorCode, appError } from "@/lib/core/app-error";
import { type ErrorBody, errorBodySchema } from "@/lib/siliconflow/schema/error";

/*
 * Turns what SiliconFlow says when it refuses into an AppError. Pure: no clock of its own, nothing thrown
 * for any body. The bodies it knows are those of notes.md section 5; errors.test.ts holds each of them.
 */

/** SiliconFlow's business codes; those of the contract, neither more nor less. */
export const businessCodes: ReadonlyMap<number, AppErrorCode> = new Map([
  [20_012, "model-not-found"],
  [20_015, "invalid-parameter"],
  [20_024, "json-mode-unsupported"],
  [20_037, "tools-unsupported"],
  [20_041, "vision-unsupported"],
  [20_052, "voice-required"],
  [20_092, "withdrawn"],
  [30_001, "balance-insufficient"],
  [30_003, "model-disabled"],
  [30_011, "quota-exhausted"],
  [30_014, "upstream-key-invalid"],
  [50_501, "upstream-failed"],
  [50_505, "overloaded"],
  [50_507, "upstream-failed"],
  [50_508, "overloaded"],
  [50_602, "rate-limited"],
  [50_603, "overloaded"],
]);

/** SiliconFlow's code for success, which some of its envelopes carry. */
const successCode = 20_000;

/** Codes from here on blame the service, those below the request or the account. */
const firstServiceCode = 50_000;

const statusCodes: ReadonlyMap<number, AppErrorCode> = new Map([
  [401, "upstream-key-invalid"],
  [402, "balance-insufficient"],
  [403, "upstream-forbidden"],
  [404, "upstream-path-not-found"],
  [408, "upstream-timeout"],
  [410, "withdrawn"],
  [413, "body-too-large"],
  [429, "rate-limited"],
  [503, "overloaded"],
  [504, "upstream-timeout"],
]);

const maxDetailLength = 500;
const maxTraceIdLength = 200;

/** A refusal: its status, its body as text and the headers that matter. */
export type Refusal = {
  status: number;
  body: string;
  contentType?: string | undefined;
  retryAfter?: string | undefined;
  traceId?: string | undefined;
};

/** What a refusal means. `now` gives milliseconds since 1970, for a Retry-After that is a date. */
export function upstreamError(refusal: Refusal, now: () => number = Date.now): AppError {
  const { status, body, contentType = "", retryAfter, traceId } = refusal;
  const said = readText(body);
  const retryAfterSeconds = secondsUntilRetry(retryAfter, now);
  return {
    ...describe(codeOf(status, said), said, contentType),
    upstreamStatus: status,
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(traceId && { traceId: traceId.slice(0, maxTraceIdLength) }),
  };
}

/**
 * The error that a frame of a stream carries instead of a piece of the answer, or undefined when the frame
 * is none: `{"error": {…}}`, SiliconFlow's envelope, or a bare string.
 */
export function streamFrameError(frame: unknown): AppError | undefined {
  // Nearly every frame is a piece of an answer: it is told by its choices, without a look at the rest.
  if (isPieceOfAnswer(frame)) {
    return undefined;
  }
  const parsed = errorBodySchema.safeParse(frame);
  if (!parsed.success) {
    return undefined;
  }
  const said = readBody(parsed.data);
  if (said.code === successCode) {
    return undefined;
  }
  return describe(meaningOf(said) ?? "stream-error", said, "");
}

/** Compatible services write a code and a message beside an answer that is in order: only `error` speaks against it. */
function isPieceOfAnswer(frame: unknown): boolean {
  if (typeof frame !== "object" || frame === null || !("choices" in frame)) {
    return false;
  }
  return Array.isArray(frame.choices) && (!("error" in frame) || frame.error === null);
}

/** What a body says: SiliconFlow's sentence and its business code, as far as there are any. */
type Said = { message: string; code: number | undefined };

function readText(body: string): Said {
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return { message: body, code: undefined };
  }
  const known = errorBodySchema.safeParse(parsed);
  return known.success ? readBody(known.data) : { message: body, code: undefined };
}

function readBody(body: ErrorBody): Said {
  if (typeof body === "string") {
    return { message: body, code: undefined };
  }
  const inner = "error" in body ? body.error : body;
  if (typeof inner === "string") {
    return { message: inner, code: undefined };
  }
  return { message: inner.message ?? "", code: wholeNumber(inner.code) };
}

function wholeNumber(value: number | string | null | undefined): number | undefined {
  return typeof value === "number" || /^\d{1,9}$/.test(value ?? "") ? Number(value) : undefined;
}

function codeOf(status: number, said: Said): AppErrorCode {
  // Older 401 bodies say 20012, and 50603 means two things: these statuses are clearer than their codes.
  if (status === 401 || status === 429) {
    return codeOfStatus(status);
  }
  const blamesTheCaller = said.code !== undefined && said.code < firstServiceCode;
  // During an overload 20012 was reported although the model exists.
  const meaning = status >= 500 && blamesTheCaller ? undefined : meaningOf(said);
  const code = meaning ?? codeOfStatus(status);
  return code === "invalid-parameter" && tokenCounts(said.message) ? "input-too-long" : code;
}

function meaningOf({ code, message }: Said): AppErrorCode | undefined {
  const meaning = code === undefined ? undefined : businessCodes.get(code);
  return meaning === "invalid-parameter" && tokenCounts(message) ? "input-too-long" : meaning;
}

function codeOfStatus(status: number): AppErrorCode {
  const code = statusCodes.get(status);
  if (code) {
    return code;
  }
  if (status >= 500) {
    return "upstream-failed";
  }
  return status >= 400 ? "invalid-parameter" : "malformed-response";
}

function describe(code: AppErrorCode, { message, code: upstreamCode }: Said, contentType: string): AppError {
  const detail = presentable(message, contentType);
  const limit = code === "rate-limited" ? limitName(message) : undefined;
  return appError(code, {
    ...(upstreamCode !== undefined && { upstreamCode }),
    ...(detail && { detail }),
    ...(limit && { limit }),
    ...(code === "input-too-long" && tokenCounts(message)),
  });
}

/** "number of input tokens (135022) has exceeded max_seq_len (131072) limit." or `max_prompt_tokens`. */
function tokenCounts(message: string): { inputTokens: number; maxInputTokens: number } | undefined {
  const found = /input tokens \((\d{1,12})\) has exceeded max_\w{1,40} \((\d{1,12})\) limit/.exec(message);
  return found ? { inputTokens: Number(found[1]), maxInputTokens: Number(found[2]) } : undefined;
}

/** "… Details: TPM limit reached.", with or without the space. */
function limitName(message: string): string | undefined {
  return /details:\s?([a-z]{2,12}) limit/i.exec(message)?.[1]?.toUpperCase();
}

/** SiliconFlow's sentence on one line, without keys, at most 500 characters. Of a web page only the title. */
function presentable(message: string, contentType: string): string {
  const isHtml =
    /html/i.test(contentType) || /^\s*</.test(message) || /<(!doctype|html|body)\b/i.test(message);
  const text = isHtml ? (/<title>([^<]*)</i.exec(message)?.[1] ?? "") : message;
  const line = withoutKeys(text.replace(/[\s\p{Cc}]+/gu, " ").trim());
  return line.length <= maxDetailLength ? line : `${whole(line.slice(0, maxDetailLength - 1))}…`;
}

function withoutKeys(text: string): string {
  return text
    .replace(/(?<![a-z0-9])sk-[\w*-]{6,}|sk-[a-z0-9]{20,}/gi, "sk-…")
    .replace(/\bbearer +\S+/gi, "Bearer …");
}

/** Drops half of a surrogate pair at the end. */
function whole(text: string): string {
  return text.replace(/[\uD800-\uDBFF]$/, "");
}

/** Seconds from a Retry-After header, which holds seconds or a date. */
function secondsUntilRetry(header: string | undefined, now: () => number): number | undefined {
  const value = header?.trim() ?? "";
  if (/^\d{1,9}(\.\d{1,9})?$/.test(value)) {
    return Number(value);
  }
  const date = /^[a-z]{3}, /i.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, Math.ceil((date - now()) / 1000));
}
