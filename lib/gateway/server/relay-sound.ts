import "server-only";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import type { RunState } from "@/lib/runs/event";
import { unsure } from "@/lib/runs/server/paid-call";
import { operations } from "@/lib/siliconflow/operations";
import { speechInSiliconFlowsWords } from "./dialect/speech-request";
import { transcriptionFormats, transcriptReply } from "./dialect/transcript";
import { type Form, keepForm } from "./form-reader";
import { jsonBody } from "./json-body";
import { checked, contentTypeOf, type StreamedRequest } from "./read-body";
import { askWhole, passedOn, type RelayParts, refusalOf, unknownOutcome, whileOpen } from "./relay";
import { relayBytes } from "./relay-bytes";

export const gatewaySpeechSchema = z.looseObject({
  model: z.string().min(1),
  input: z.string().min(1),
  voice: z.union([z.string(), z.looseObject({ id: z.string() })]).nullish(),
  stream_format: z.enum(["audio"]).nullish(),
});
type GatewaySpeech = z.infer<typeof gatewaySpeechSchema>;

const isSound = (type: string) => /^(audio\/|application\/(octet-stream|ogg))/i.test(type) || type === "";

/** POST /v1/audio/speech: sound as it comes in. It is billed by the bytes of the text. */
export function relaySpeech(
  parts: RelayParts,
  request: RouteRequest<GatewaySpeech>,
): Promise<Result<Reply, AppError>> {
  const { body: input } = request;
  const { method, path } = operations["audio.speech"];
  const said = speechInSiliconFlowsWords(input);
  const body = said === undefined ? request.bodyText : jsonBody(said);
  const paid = { operation: "audio.speech", input } as const;
  return whileOpen(parts, request, paid, async (open) => {
    const asked = { method, path, body, model: input.model, silentWhileWorking: true } as const;
    const reply = await parts.upstream.call(asked, request.signal);
    const refusal = reply.ok ? await refusalOf(reply.value, isSound) : reply.error;
    if (refusal?.code === "rate-limited") parts.onLimit(input.model, refusal);
    if (refusal || !reply.ok) {
      const error = refusal ?? appError("internal");
      await open.end(unknownOutcome(request, { ...paid, byThePiece: "counted" }, error));
      return err(unsure(error));
    }
    const { headers } = reply.value;
    const end = (state: RunState) =>
      open.end({
        state,
        traceId: headers.traceId,
        usage: {
          inputTokens: 0,
          outputTokens: 0,
          utf8Bytes: Buffer.byteLength(input.input),
          estimated: state !== "completed",
        },
      });
    const type = headers.contentType || "application/octet-stream";
    return ok({
      kind: "stream",
      headers: { "content-type": type, ...passedOn(headers) },
      write: (sink) => relayBytes(reply.value.body, sink, end),
    });
  });
}

const transcriptionSchema = z.looseObject({
  model: z.string().min(1),
  response_format: z.enum(transcriptionFormats).default("json"),
});

const nothingUsed = { inputTokens: 0, outputTokens: 0, estimated: false };

function fieldsOf({ fields, files }: Form): Result<z.infer<typeof transcriptionSchema>, AppError> {
  if (!files.some(({ field }) => field === "file")) return err(appError("bad-request", { field: "file" }));
  return checked(transcriptionSchema, Object.fromEntries(fields));
}

/**
 * POST /v1/audio/transcriptions. The form goes on as it came, once it is here and known to be one; a recording has at most
 * 50 MB.
 */
export async function relayTranscription(
  parts: RelayParts,
  request: StreamedRequest,
): Promise<Result<Reply, AppError>> {
  const contentType = contentTypeOf(request);
  const form = await keepForm(contentType, request.body);
  const asked = fieldsOf(form);
  if (!asked.ok) return asked;
  const { method, path } = operations["audio.transcriptions"];
  async function* content() {
    yield* form.pieces;
  }
  const whole = await askWhole(parts, request, {
    operation: "audio.transcriptions",
    input: { model: asked.value.model },
    request: {
      method,
      path,
      body: { contentType, bytes: form.length, content },
      silentWhileWorking: true,
    },
    usageOf: ({ answer }) => (typeof answer?.["text"] === "string" ? nothingUsed : undefined),
  });
  return whole.ok ? transcriptReply(whole.value, asked.value.response_format) : whole;
}
