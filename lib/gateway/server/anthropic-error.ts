import "server-only";
import { type AppError, appErrorTable } from "@/lib/core/app-error";
import { messageForPrograms } from "@/lib/http/server/envelope";

/** Anthropic's names for what went wrong, by status (docs.anthropic.com/en/api/errors). */
const types: ReadonlyMap<number, string> = new Map([
  [401, "authentication_error"],
  [402, "billing_error"],
  [403, "permission_error"],
  [404, "not_found_error"],
  [413, "request_too_large"],
  [429, "rate_limit_error"],
  [503, "overloaded_error"],
  [504, "timeout_error"],
]);

/** A failure in the form that Anthropic's clients read; the trace id is the request's. */
export function anthropicError(error: AppError) {
  const { status } = appErrorTable[error.code];
  const type = types.get(status) ?? (status < 500 ? "invalid_request_error" : "api_error");
  const said = messageForPrograms(error);
  const message = error.field ? `${error.field}: ${said}` : said;
  return {
    type: "error",
    error: { type, message },
    ...(error.traceId && { request_id: error.traceId }),
  };
}
