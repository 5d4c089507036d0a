import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { finishReasons } from "@/lib/siliconflow/schema/chat";
import type { RunEvent } from "../event";
import type { UpstreamAttempt } from "../snapshot";

/*
 * A sealed run does not tell its model: what SiliconFlow wrote around the answer goes only as far as it is known
 * to be harmless. The answer itself is the model's own and stays as it is.
 */

const limits = new Set(["RPM", "RPD", "TPM", "TPD", "IPM", "IPD"]);
const harmlessReasons = new Set<string>(finishReasons);

/** A text that SiliconFlow made up, such as a trace id, without the model's name, full or short. */
function withoutName(text: string, model: string): string {
  const names = [model, model.slice(model.lastIndexOf("/") + 1)].filter((name) => name !== "");
  const patterns = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return patterns.reduce((rest, pattern) => rest.replace(new RegExp(pattern, "gi"), "…"), text);
}

/** Neither SiliconFlow's sentence nor the numbers by which a model can be told. */
function sealedError(error: AppError, model: string): AppError {
  const { code, upstreamStatus, upstreamCode, limit, retryAfterSeconds, traceId } = error;
  return {
    code,
    ...(upstreamStatus !== undefined && { upstreamStatus }),
    ...(upstreamCode !== undefined && { upstreamCode }),
    ...(limit !== undefined && limits.has(limit) && { limit }),
    ...(retryAfterSeconds !== undefined && { retryAfterSeconds }),
    ...(traceId !== undefined && { traceId: withoutName(traceId, model) }),
  };
}

/** An event as the log of a sealed run may hold it: neither the model's name nor its price. */
export function sealedEvent(event: RunEvent, model: string): RunEvent {
  switch (event.type) {
    case "usage":
      return { ...event, price: { kind: "unknown" } };
    case "progress":
    case "error":
    case "media-retry":
    case "media-lost":
      return { ...event, error: sealedError(event.error, model) };
    case "tool-call-start":
      return { ...event, toolCallId: withoutName(event.toolCallId, model) };
    case "run-end": {
      const { type, state, finishReason = "", traceId } = event;
      return {
        type,
        state,
        ...(harmlessReasons.has(finishReason) && { finishReason }),
        ...(traceId !== undefined && { traceId: withoutName(traceId, model) }),
      };
    }
    default:
      return event;
  }
}

/** An attempt as the record of a sealed run may hold it. */
export function sealedAttempt(attempt: UpstreamAttempt, model: string): UpstreamAttempt {
  const { headers, error, ...rest } = attempt;
  const harmless = (text: string | undefined) => text && withoutName(text, model);
  return {
    ...rest,
    ...(headers && {
      headers: {
        contentType: withoutName(headers.contentType, model),
        retryAfter: harmless(headers.retryAfter),
        traceId: harmless(headers.traceId),
      },
    }),
    ...(error && { error: sealedError(error, model) }),
  };
}
