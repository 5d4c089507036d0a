import type { Reply } from "@/lib/simulator/http/reply";
import { isRecord, type Json, type JsonObject } from "@/lib/simulator/json";

/*
 * What a batch writes for each request. Only the expired line is documented (notes.md section 9); the others have
 * OpenAI's shape, as an assumption.
 */

type Request = { id: string; customId: string; traceId: string };

function bodyOf(reply: Reply): { status: number; body: Json } {
  if (reply.kind === "json") return { status: reply.status, body: reply.body };
  if (reply.kind === "body") return { status: reply.status, body: reply.body.toString() };
  return { status: 500, body: "The answer is no single object." };
}

function errorOf(status: number, body: Json): JsonObject {
  const code = isRecord(body) ? body["code"] : undefined;
  const message = isRecord(body) ? body["message"] : body;
  return { code: String(code ?? status), message: String(message ?? "") };
}

/** A request that was answered, well or not. */
export function answeredLine(
  { id, customId, traceId }: Request,
  reply: Reply,
): { ok: boolean; line: string } {
  const { status, body } = bodyOf(reply);
  const ok = status === 200;
  const response = { status_code: status, request_id: traceId, body };
  const error = ok ? null : errorOf(status, body);
  return { ok, line: JSON.stringify({ id, custom_id: customId, response, error }) };
}

/** A request for which there was no time. */
export function expiredLine({ id, customId }: Request): string {
  const error = {
    code: "batch_expired",
    message: "This request could not be executed before the completion window expired.",
  };
  return JSON.stringify({ id, custom_id: customId, response: null, error });
}
