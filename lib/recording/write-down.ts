import * as z from "zod/mini";
import { type AppError, appError } from "@/lib/core/app-error";
import { randomUuid } from "@/lib/core/random-uuid";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { followRun, startRun, stopRun } from "@/lib/runs/run-client";
import { applyEvent, emptyOutput } from "@/lib/runs/snapshot";

const uploadSchema = z.object({ id: z.string() });

/** Gives the server a recording. Gives how requests name it. */
export async function uploadRecording(file: Blob, signal: AbortSignal): Promise<Result<string, AppError>> {
  try {
    const response = await fetch("/api/uploads", { method: "POST", body: file, signal });
    if (!response.ok) return err(await readErrorReply(response));
    return ok(`blob:${uploadSchema.parse(await response.json()).id}`);
  } catch {
    return err(appError("server-unreachable"));
  }
}

/** Has a model write down what is said in a recording. `signal` ends it, also at the server. */
export async function writeDown(
  recording: Blob,
  model: string,
  signal: AbortSignal,
): Promise<Result<string, AppError>> {
  const file = await uploadRecording(recording, signal);
  if (!file.ok) return file;
  const request = { operation: "audio.transcriptions", input: { model, file: file.value } } as const;
  const started = await startRun(request, randomUuid(), signal);
  if (!started.ok) return started;
  const { runId, response } = started.value;
  signal.addEventListener("abort", () => void stopRun(runId));
  const output = emptyOutput();
  for await (const { event } of followRun(runId, { signal, after: 0, first: response }))
    applyEvent(output, event);
  if (output.state !== "completed") return err(output.error ?? appError("run-interrupted"));
  return ok(
    output.parts
      .map(({ text }) => text)
      .join("")
      .trim(),
  );
}
