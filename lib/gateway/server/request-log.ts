import "server-only";
import type { EndedCall } from "@/lib/http/server/client-call";

/** Names come from outside, and somebody may write a whole prompt where a model belongs. */
const longestName = 100;

/** One call of `/v1` as a line of the log: who, what, how long, how much. Never a prompt, an answer or a key. */
export function requestLine(call: EndedCall): Record<string, unknown> {
  return {
    method: call.method,
    path: call.path,
    status: call.status,
    ...(call.error && { error: call.error }),
    ...(call.key && { keyId: call.key.id, ...(call.key.name && { keyName: call.key.name }) }),
    ...(call.model && { model: call.model.slice(0, longestName) }),
    ms: Math.round(call.milliseconds),
    firstByteMs: Math.round(call.firstByteMs),
    ...(call.inputTokens !== undefined && { inputTokens: call.inputTokens, outputTokens: call.outputTokens }),
    ...(call.cny !== undefined && { cny: call.cny }),
    ...(call.traceId && { traceId: call.traceId }),
  };
}
