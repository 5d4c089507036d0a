import "server-only";
import { type AppError, type AppErrorCode, appErrorTable } from "@/lib/core/app-error";
import { errorMessages } from "@/lib/i18n/messages/en/errors";
import type { Door } from "./access";
import type { Reply, ReplyHeaders } from "./reply";

/** OpenAI's names for what went wrong, by status; its clients decide on these. */
function openAiType(status: number): string {
  if (status === 401) return "authentication_error";
  if (status === 403) return "permission_error";
  if (status === 404) return "not_found_error";
  if (status === 429) return "rate_limit_error";
  return status < 500 ? "invalid_request_error" : "server_error";
}

/** OpenAI's own names, on which its clients decide; what is not among them has ours. */
const openAiCodes: Partial<Record<AppErrorCode, string>> = { "model-not-offered": "model_not_found" };

/** Failures that are not about what was asked: of SiliconFlow, of the way to it, or of the account that pays. */
const notForCallers: ReadonlySet<AppErrorCode> = new Set([
  "upstream-key-invalid",
  "balance-insufficient",
  "upstream-forbidden",
  "model-disabled",
  "quota-exhausted",
  "upstream-path-not-found",
  "upstream-failed",
  "overloaded",
  "upstream-timeout",
  "upstream-unreachable",
  "stream-error",
  "malformed-response",
  "outcome-unknown",
]);

/**
 * What a program is told of a failure. SiliconFlow's own sentence where it speaks of the request («input tokens … exceeded»);
 * ours where it might hold an account, a balance or a host: whoever runs the server finds that by the trace id.
 */
export function messageForPrograms({ code, detail }: AppError): string {
  const { title } = errorMessages[code];
  return notForCallers.has(code) ? title : (detail ?? title);
}

/** A failure in the form that OpenAI's clients read. */
export function openAiError(error: AppError) {
  const { status } = appErrorTable[error.code];
  const message = messageForPrograms(error);
  const code = openAiCodes[error.code] ?? error.code;
  return { error: { message, type: openAiType(status), param: error.field ?? null, code } };
}

/** How a door's failures are written, where not in its own form. */
export type ErrorForm = (error: AppError) => unknown;

const forPrograms = (door: Door) => door === "client" || door === "link";

/** SiliconFlow's trace of a call, under its own name and under those that the libraries of OpenAI and Anthropic show. */
export const traceHeaders = (traceId: string): ReplyHeaders => ({
  "x-siliconcloud-trace-id": traceId,
  "x-request-id": traceId,
  "request-id": traceId,
});

/** OpenAI's libraries send again by themselves after any 5xx, unless they are told that it is no use. */
function retryHeaders({ code, retryAfterSeconds }: AppError): ReplyHeaders {
  const { status, retryable } = appErrorTable[code];
  return {
    ...(retryAfterSeconds !== undefined && { "retry-after": String(Math.ceil(retryAfterSeconds)) }),
    ...(status >= 500 && !retryable && { "x-should-retry": "false" }),
  };
}

/** A failure as the reply of a door. */
export function errorReply(door: Door, error: AppError, form?: ErrorForm): Reply {
  const { status } = appErrorTable[error.code];
  const headers = {
    ...retryHeaders(error),
    ...(error.traceId !== undefined && traceHeaders(error.traceId)),
    ...(error.code === "body-too-slow" && { connection: "close" }), // or it goes on dripping
  };
  const body = form?.(error) ?? (forPrograms(door) ? openAiError(error) : { error });
  return { kind: "json", status, headers, body };
}
