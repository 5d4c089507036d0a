import { type AppError, appError } from "@/lib/core/app-error";
import { randomUuid } from "@/lib/core/random-uuid";
import { err, ok, type Result } from "@/lib/core/result";
import { resultBlob } from "@/lib/creations/save-result";
import type { SpeechModel } from "@/lib/models/speech-model";
import { followRun, startRun } from "@/lib/runs/run-client";
import { presetVoice, voiceField } from "@/lib/voices/chosen-voice";

/** Models for dialogues refuse short texts; others need a voice to speak at all. */
export const speaksExamples = ({ dialogue, voices }: SpeechModel): boolean => !dialogue && voices.length > 0;

/** Has a model speak a text, as a recording to try. */
export async function speakExample(model: SpeechModel, text: string): Promise<Result<File, AppError>> {
  const input = {
    model: model.id,
    input: text,
    voice: voiceField(model.id, presetVoice(model.voices[0]?.id ?? "")),
    response_format: "mp3" as const,
  };
  const { signal } = new AbortController();
  const started = await startRun({ operation: "audio.speech", input }, randomUuid(), signal);
  if (!started.ok) return started;
  const { runId, response } = started.value;
  let failure = appError("run-interrupted");
  for await (const { event } of followRun(runId, { signal, after: 0, first: response })) {
    if (event.type === "error") failure = event.error;
    if (event.type !== "media-end") continue;
    const sound = await resultBlob(event.id);
    if (sound) return ok(new File([sound], "example.mp3", { type: sound.type }));
  }
  return err(failure);
}
