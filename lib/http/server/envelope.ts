import "server-only";
import { type AppError, type AppErrorCode, appErrorTable } from "@/lib/core/app-error";
import { errorMessages } from "@/lib/i18n/messages/en/errors";
import type { Door } from "./access";
import type { Reply } from "./reply";

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

/** A failure in the form that OpenAI's clients read. SiliconFlow's own sentence is the message where it gave one. */
export function openAiError(error: AppError) {
  const { status } = appErrorTable[error.code];
  const message = error.detail ?? errorMessages[error.code].title;
  const code = openAiCodes[error.code] ?? error.code;
  return { error: { message, type: openAiType(status), param: error.field ?? null, code } };
}

/** A failure as the reply of a door. */
export function errorReply(door: Door, error: AppError): Reply {
  const { status } = appErrorTable[error.code];
  const headers: Record<string, string> = {};
  if (error.retryAfterSeconds !== undefined)
    headers["retry-after"] = String(Math.ceil(error.retryAfterSeconds));
  if (error.traceId !== undefined) headers["x-siliconcloud-trace-id"] = error.traceId;
  return { kind: "json", status, headers, body: door === "client" ? openAiError(error) : { error } };
}
