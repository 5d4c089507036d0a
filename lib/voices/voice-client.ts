import * as z from "zod/mini";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { followRun, startRun, stopRun } from "@/lib/runs/run-client";
import { applyEvent, emptyOutput } from "@/lib/runs/snapshot";
import { madeVoiceSchema } from "./voice";
import type { VoiceDeletion, VoiceRequest } from "./voice-request";

const uploadSchema = z.object({ id: z.string() });

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

/** Gives the server a clip. Gives how requests name it. */
async function uploadClip(clip: Blob, signal: AbortSignal): Promise<Result<string, AppError>> {
  const answer = await post("/api/uploads", { body: clip, signal });
  if (!answer.ok) return answer;
  const uploaded = await read(answer.value, uploadSchema);
  return uploaded.ok ? ok(`blob:${uploaded.value.id}`) : uploaded;
}

/** Makes a voice of a clip. Gives its uri. */
export async function makeVoice(
  clip: Blob,
  request: Omit<VoiceRequest, "recording">,
  signal: AbortSignal,
): Promise<Result<string, AppError>> {
  const recording = await uploadClip(clip, signal);
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

/** Has a model write down what is said in a clip. `signal` ends it, also at the server. */
export async function writeDown(
  clip: Blob,
  model: string,
  signal: AbortSignal,
): Promise<Result<string, AppError>> {
  const file = await uploadClip(clip, signal);
  if (!file.ok) return file;
  const request = { operation: "audio.transcriptions", input: { model, file: file.value } } as const;
  const started = await startRun(request, crypto.randomUUID(), signal);
  if (!started.ok) return started;
  const { runId, response } = started.value;
  signal.addEventListener("abort", () => void stopRun(runId));
  const output = emptyOutput();
  for await (const { event } of followRun(runId, { signal, after: 0, first: response }))
    applyEvent(output, event);
  if (output.state !== "completed") return err(output.error ?? appError("server-unreachable"));
  return ok(
    output.parts
      .map(({ text }) => text)
      .join("")
      .trim(),
  );
}
