import "server-only";
import { createReadStream } from "node:fs";
import { AppFailure, appError } from "@/lib/core/app-error";
import { operations } from "@/lib/siliconflow/operations";
import { transcriptionResponseSchema } from "@/lib/siliconflow/schema/audio";
import { formBody } from "@/lib/siliconflow/server/form-body";
import { withRetries } from "@/lib/siliconflow/server/retry";
import { attempt, readJson, traced } from "./attempt";
import type { CarryContext, CarryOutcome } from "./operation";

const { method, path } = operations["audio.transcriptions"];

/** SiliconFlow tells formats by the name of the file. */
const endings: Readonly<Record<string, string>> = {
  "audio/mpeg": "mp3",
  "audio/wav": "wav",
  "audio/ogg": "ogg",
  "audio/webm": "webm",
  "video/webm": "webm",
  "audio/mp4": "m4a",
  "video/mp4": "mp4",
  "audio/x-m4a": "m4a",
  "audio/aac": "aac",
  "audio/x-flac": "flac",
  "audio/flac": "flac",
  "audio/opus": "opus",
};

/** Has a recording written down. It costs nothing, so it is asked again as an answer in words is. */
export async function carryTranscription(
  input: { model: string; file: string },
  context: CarryContext,
): Promise<CarryOutcome> {
  const file = await context.fileOf(input.file);
  if (!file.ok) return { error: file.error, traceId: undefined, usage: undefined };
  const { path: filePath, bytes, type } = file.value;
  const body = formBody(
    { model: input.model },
    {
      name: "file",
      fileName: `recording.${endings[type] ?? "bin"}`,
      type,
      bytes,
      content: () => createReadStream(filePath),
    },
  );
  const request = { method, path, body, model: input.model, silentWhileWorking: true };
  const reply = await withRetries((number) => attempt(request, context, number), context.signal, {
    onRetry: (retry) => context.emit({ type: "progress", step: "retrying", ...retry }),
  });
  if (!reply.ok) return { error: reply.error, traceId: reply.error.traceId, usage: undefined };
  const { traceId } = reply.value.headers;
  try {
    const { text } = transcriptionResponseSchema.parse(await readJson(reply.value));
    const part = "text-0";
    context.emit({ type: "text-start", part, choice: 0 });
    if (text !== "") context.emit({ type: "text-delta", part, delta: text });
    context.emit({ type: "text-end", part });
    return { error: undefined, traceId, usage: { inputTokens: 0, outputTokens: 0, estimated: false } };
  } catch (thrown) {
    const error = thrown instanceof AppFailure ? thrown.error : appError("malformed-response");
    return { error: traced(error, traceId), traceId, usage: undefined };
  }
}
