import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import type { SpeechFormat, SpeechRequest } from "@/lib/siliconflow/schema/audio";
import type { UpstreamReply } from "@/lib/siliconflow/server/upstream";
import { readJson, traced } from "./attempt";
import type { CarryContext, CarryOutcome } from "./operation";
import { startPaid, toldUnsure } from "./paid-call";
import { readAhead } from "./read-ahead";
import { soundBody } from "./sound-body";

/** SiliconFlow bills the bytes of the text in UTF-8 (api/notes, section 10). */
const usageOf = ({ input }: SpeechRequest, estimated: boolean) => ({
  inputTokens: 0,
  outputTokens: 0,
  utf8Bytes: Buffer.byteLength(input),
  estimated,
});

/** What is not sound: a refusal in JSON under status 200, or a page of somebody else's. */
async function notSound(reply: UpstreamReply): Promise<AppError> {
  const { contentType, traceId } = reply.headers;
  if (!/json/i.test(contentType)) {
    reply.discard();
    return traced(appError("malformed-response", { detail: contentType.slice(0, 100) }), traceId);
  }
  try {
    await readJson(reply);
    return traced(appError("malformed-response", { detail: contentType.slice(0, 100) }), traceId);
  } catch (thrown) {
    return toldUnsure(thrown, traceId);
  }
}

/** What is told of the sound before its bytes show it, by the format that was asked for. */
const typesByFormat = {
  mp3: "audio/mpeg",
  wav: "audio/wav",
  opus: "audio/ogg",
  pcm: "application/octet-stream",
} as const satisfies Record<SpeechFormat, string>;

const isSound = (type: string) => /^(audio\/|application\/(octet-stream|ogg))/i.test(type) || type === "";

/** Has a text spoken; the sound can be heard while it comes in. Complete when all of it has come and is saved. */
export async function carrySpeech(input: SpeechRequest, context: CarryContext): Promise<CarryOutcome> {
  const reply = await startPaid("audio.speech", input, context);
  if (!reply.ok) return { error: reply.error, traceId: reply.error.traceId, usage: undefined };
  const { traceId, contentType } = reply.value.headers;
  if (!isSound(contentType)) return { error: await notSound(reply.value), traceId, usage: undefined };
  const type = typesByFormat[input.response_format ?? "mp3"];
  const { saved, error } = await context.media.keep(soundBody(readAhead(reply.value.body)), {
    raw: input.response_format === "pcm",
    onFile: (file) => {
      context.onSound({ open: () => file.open(), type });
      context.emit({ type: "media-start", index: 0, mediaType: type });
    },
  });
  if (saved) {
    const { id, bytes, type: mediaType } = saved;
    context.emit({ type: "media-end", index: 0, id, bytes, mediaType });
  } else if (error) context.emit({ type: "media-lost", index: 0, error });
  return { error: error && traced(error, traceId), traceId, usage: usageOf(input, error !== undefined) };
}
