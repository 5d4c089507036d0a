import "server-only";
import { z } from "zod";
import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import type { Reply } from "@/lib/http/server/reply";
import { operations } from "@/lib/siliconflow/operations";
import { checkedForm } from "./form-reader";
import { contentTypeOf, isForm, readJsonBody, type StreamedRequest } from "./read-body";
import { asItCame, type Caller, lookUp, type RelayParts } from "./relay";

const voiceSchema = z.looseObject({ model: z.string().min(1), audio: z.string().min(1) });

/** POST /v1/uploads/audio/voice: a form, or JSON with the clip in it. */
export async function relayVoice(
  parts: Pick<RelayParts, "upstream">,
  request: StreamedRequest,
): Promise<Result<Reply, AppError>> {
  const { method, path } = operations["voices.upload"];
  const contentType = contentTypeOf(request);
  if (isForm(request)) {
    const announced = Number(request.header("content-length") ?? Number.NaN);
    const bytes = Number.isSafeInteger(announced) ? announced : undefined;
    const body = { contentType, bytes, content: () => checkedForm(contentType, request.body) };
    return relayLookup(parts, request, { method, path, body, asLongAsItMoves: true });
  }
  const read = await readJsonBody(request, voiceSchema);
  return read.ok ? relayLookup(parts, request, { method, path, body: read.value.bodyText }) : read;
}

const plainText = { "content-type": "text/plain; charset=utf-8" };

/** What is neither paid for nor changed on its way. */
export async function relayLookup(
  parts: Pick<RelayParts, "upstream">,
  caller: Caller,
  request: Parameters<typeof lookUp>[2],
  expects?: Parameters<typeof lookUp>[3],
): Promise<Result<Reply, AppError>> {
  const found = await lookUp(parts, caller, request, expects);
  if (!found.ok) return found;
  const reply = asItCame(found.value);
  const isJson = found.value.answer !== undefined;
  return ok(isJson ? reply : { ...reply, headers: { ...reply.headers, ...plainText } });
}
