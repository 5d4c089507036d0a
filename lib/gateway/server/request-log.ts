import "server-only";
import type { EndedCall } from "@/lib/http/server/client-call";

/** Names come from outside, and somebody may write a prompt, or a key, where a model belongs. */
const modelName = /^(?!sk-)[\w.:@+-]+(\/[\w.:@+-]+)*$/;
const longestName = 100;

const isModelName = (model: string) => model.length <= longestName && modelName.test(model);

/** One call of `/v1` as a line of the log: who, what, how long, how much. Never a prompt, an answer or a key. */
export function requestLine(call: EndedCall): Record<string, unknown> {
  return {
    method: call.method,
    path: call.path,
    status: call.status,
    ...(call.error && { error: call.error }),
    ...(call.key && { keyId: call.key.id, ...(call.key.name && { keyName: call.key.name }) }),
    ...(call.model && { model: isModelName(call.model) ? call.model : "…" }),
    ms: Math.round(call.milliseconds),
    firstByteMs: Math.round(call.firstByteMs),
    ...(call.inputTokens !== undefined && { inputTokens: call.inputTokens, outputTokens: call.outputTokens }),
    ...(call.cny !== undefined && { cny: call.cny }),
    ...(call.traceId && { traceId: call.traceId }),
  };
}
