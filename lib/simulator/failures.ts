import type { Headers, Reply } from "@/lib/simulator/http/reply";
import type { Json } from "@/lib/simulator/json";

/*
 * Every error that SiliconFlow is known to answer, with its literal body (notes.md section 5; the
 * contract's x-error-codes). The name is `error-` and the business code, or the status where there is
 * none; a word after it tells variants apart. `json` bodies may be a bare string.
 */

type Failure = { status: number; json: Json } | { status: number; text: string; contentType: string };

const envelope = (code: number, message: string): Json => ({ code, message, data: null });
const plain = "text/plain";
const html = "text/html";
const gatewayPage = (title: string): string =>
  `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n`;

const rateLimitContact =
  "Request was rejected due to rate limiting. If you want more, please contact contact@siliconflow.cn";

export const failures = {
  "error-20012": { status: 400, json: envelope(20012, "Model does not exist. Please check it carefully.") },
  "error-20015": { status: 400, json: envelope(20015, "The parameter is invalid. Please check again.") },
  "error-20015-empty-list": {
    status: 400,
    json: envelope(20015, "List should have at least 1 item after validation"),
  },
  "error-20015-too-long": {
    status: 400,
    json: envelope(20015, "number of input tokens (135022) has exceeded max_seq_len (131072) limit."),
  },
  "error-20015-max-prompt": {
    status: 400,
    json: envelope(20015, "number of input tokens (300030) has exceeded max_prompt_tokens (98304) limit."),
  },
  "error-20024": { status: 400, json: envelope(20024, "Json mode is not supported for this model.") },
  "error-20037": { status: 400, json: envelope(20037, "Function call is not supported for this model.") },
  "error-20041": {
    status: 400,
    json: envelope(20041, "The model is not a VLM (Vision Language Model). Please use text-only prompts."),
  },
  "error-20052": { status: 400, json: envelope(20052, "Voice or reference audio should be set") },
  "error-30014": { status: 401, json: { code: 30014, data: null, message: "Token is invalid." } },
  "error-401-documented": { status: 401, json: "Invalid token" },
  "error-401-string": { status: 401, json: "Api key is invalid" },
  "error-401-20012": { status: 401, json: { code: 20012, message: "Api key is invalid" } },
  "error-30001": { status: 402, json: envelope(30001, "Sorry, your account balance is insufficient") },
  "error-30001-403": { status: 403, json: envelope(30001, "Sorry, your account balance is insufficient") },
  "error-403": { status: 403, json: "Forbidden" },
  "error-30003": { status: 403, json: envelope(30003, "Model disabled.") },
  /** The code is known from client programs only; its sentence is ours. */
  "error-30011": { status: 403, json: envelope(30011, "Paid balance is required for this model.") },
  "error-404": { status: 404, text: "404 page not found", contentType: plain },
  "error-404-short": { status: 404, text: "Not Found", contentType: plain },
  "error-20092": {
    status: 410,
    json: envelope(20092, "This endpoint is deprecated and is no longer available."),
  },
  "error-50602": {
    status: 429,
    json: envelope(50602, "Request was rejected due to rate limiting. Details: TPM limit reached."),
  },
  "error-429-documented": {
    status: 429,
    json: { message: `${rateLimitContact}. Details:TPM limit reached.`, data: null },
  },
  "error-429-string": { status: 429, json: rateLimitContact },
  "error-50603-429": { status: 429, json: envelope(50603, "System is really busy. Please try again later.") },
  "error-50507": { status: 500, json: envelope(50507, "Request failed: Unknown error.") },
  "error-502": { status: 502, text: gatewayPage("502 Bad Gateway"), contentType: html },
  "error-50505": {
    status: 503,
    json: envelope(50505, "Model service overloaded. Please try again later."),
  },
  "error-50508": { status: 503, json: envelope(50508, "System is too busy now. Please try again later.") },
  "error-50603": { status: 503, json: envelope(50603, "System is really busy. Please try again later.") },
  /** Documented as «a string» without its words (notes.md section 12): these are ours. */
  "error-504": { status: 504, json: "Gateway Timeout" },
  "error-504-html": { status: 504, text: gatewayPage("504 Gateway Time-out"), contentType: html },
  "error-openai": {
    status: 400,
    json: { error: { message: "Bad request", type: "invalid_request_error", param: null, code: null } },
  },
} as const satisfies Record<string, Failure>;

export type FailureName = keyof typeof failures;

export function failureReply(name: FailureName, headers: Headers = {}): Reply {
  const failure: Failure = failures[name];
  if ("json" in failure) return { kind: "json", status: failure.status, body: failure.json, headers };
  return {
    kind: "body",
    status: failure.status,
    body: failure.text,
    contentType: failure.contentType,
    headers,
  };
}

/** The failure of a name, or the one that is answered where a scenario names none that exists. */
export function failureNamed(name: string): Reply {
  const known = Object.keys(failures).find((one): one is FailureName => one === name);
  return failureReply(known ?? "error-50507");
}

/** 400/20015 with a sentence that names the field. */
export function invalidParameter(detail: string): Reply {
  const message = `The parameter is invalid. Please check again. ${detail}`;
  return { kind: "json", status: 400, body: envelope(20015, message) };
}

/** The input is too long: both numbers are in the sentence (notes.md section 5). */
export function inputTooLong(tokens: number, limit: number): Reply {
  const message = `number of input tokens (${tokens}) has exceeded max_seq_len (${limit}) limit.`;
  return { kind: "json", status: 400, body: envelope(20015, message) };
}

/** 429 in the live form, naming one of the seven meters (notes.md section 6). */
export function limitReached(meter: string, headers: Headers = {}): Reply {
  const message = `Request was rejected due to rate limiting. Details: ${meter} limit reached.`;
  return { kind: "json", status: 429, body: envelope(50602, message), headers };
}
