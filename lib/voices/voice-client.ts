import type * as z from "zod/mini";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { uploadRecording } from "@/lib/recording/write-down";
import { madeVoiceSchema } from "./voice";
import type { VoiceDeletion, VoiceRequest } from "./voice-request";

async function post(path: string, init: RequestInit): Promise<Result<Response, AppError>> {
  try {
    const response = await fetch(path, { method: "POST", ...init });
    return response.ok ? ok(response) : err(await readErrorReply(response));
  } catch {
    return err(appError("server-unreachable"));
  }
}

const postJson = (path: string, body: unknown, signal?: AbortSignal) =>
  post(path, {
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });

async function read<Value>(
  response: Response,
  schema: z.ZodMiniType<Value>,
): Promise<Result<Value, AppError>> {
  const parsed = schema.safeParse(await response.json().catch(() => undefined));
  return parsed.success ? ok(parsed.data) : err(appError("server-unreachable"));
}

/** Makes a voice of a clip. Gives its uri. */
export async function makeVoice(
  clip: Blob,
  request: Omit<VoiceRequest, "recording">,
  signal: AbortSignal,
): Promise<Result<string, AppError>> {
  const recording = await uploadRecording(clip, signal);
  if (!recording.ok) return recording;
  const body: VoiceRequest = { ...request, recording: recording.value };
  const answer = await postJson("/api/voices", body, signal);
  if (!answer.ok) return answer;
  const made = await read(answer.value, madeVoiceSchema);
  return made.ok ? ok(made.value.uri) : made;
}

/** Takes a voice away at SiliconFlow, for good. */
export async function deleteVoice(uri: string): Promise<Result<undefined, AppError>> {
  const body: VoiceDeletion = { uri };
  const answer = await postJson("/api/voices/delete", body);
  return answer.ok ? ok(undefined) : answer;
}
