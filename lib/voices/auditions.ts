import { mediaIdOf } from "@/lib/core/sha256";
import { type CreationWish, newGroup } from "@/lib/creations/creation";
import { discardCreations } from "@/lib/creations/stop";
import { addCreations, listCreations } from "@/lib/creations/store";
import { indexed, isShown } from "@/lib/history/creation-index";
import type { CreationItem, CreationRecord } from "@/lib/history/creation-record";
import { putMedia } from "@/lib/history/media";
import type { SpeechModel } from "@/lib/models/speech-model";
import { byteCount, priceOfBytes } from "@/lib/models/speech-price";
import { voiceField } from "./chosen-voice";
import type { OwnVoice } from "./voice";

/** So many are kept; older ones make room. */
const mostKept = 300;

/** A voice that can be listened to; `voice` as it is chosen. */
export type Candidate = { model: SpeechModel; voice: string };

/** A sentence as a model is asked for it: one that speaks dialogues wants to know who says it. */
const promptFor = (model: SpeechModel, sentence: string): string =>
  model.dialogue ? `[S1]${sentence.trim()}` : sentence.trim();

/** Yuan to hear a sentence; null when the price is not known. */
export const auditionPrice = (model: SpeechModel, sentence: string): number | null =>
  priceOfBytes(byteCount(promptFor(model, sentence)), model);

/** What a voice is to say, as a request. */
export const auditionWish = ({ model, voice }: Candidate, sentence: string): CreationWish => ({
  kind: "audition",
  model: model.id,
  prompt: promptFor(model, sentence),
  fields: { voice: voiceField(model.id, voice), response_format: "mp3" },
});

const isOriginal = ({ fields }: CreationRecord) => fields["original"] === true;

/** The newest request for a voice to say a sentence. */
export function auditionOf(
  records: readonly CreationRecord[],
  { model, voice }: Candidate,
  sentence: string,
): CreationRecord | undefined {
  const prompt = promptFor(model, sentence);
  const field = voiceField(model.id, voice);
  return records.find(
    (record) =>
      record.model === model.id &&
      record.prompt === prompt &&
      record.fields["voice"] === field &&
      !isOriginal(record),
  );
}

/** The recording of which this browser made a voice. */
export const originalOf = (records: readonly CreationRecord[], uri: string): CreationItem | undefined =>
  records.find((record) => isOriginal(record) && record.fields["voice"] === uri)?.items.find(isShown);

/** Everything that was heard, and the recordings of voices that were made here; the newest first. */
export const listAuditions = (): Promise<CreationRecord[]> => listCreations("audition");

/** Keeps the recording of a voice beside it, to be compared with: SiliconFlow gives it back to nobody. */
export async function keepOriginal({ uri, model, text }: OwnVoice, clip: Blob): Promise<void> {
  const mediaId = await mediaIdOf(clip);
  await putMedia(clip, mediaId, "recording.wav");
  const wish = { kind: "audition", model, prompt: text, fields: { voice: uri, original: true } } as const;
  const item = { index: 0, mediaId, type: clip.type, bytes: clip.size, kept: true };
  await addCreations(
    newGroup([wish]).map((record) =>
      indexed({ ...record, items: [item], output: { ...record.output, state: "completed" } }),
    ),
  );
}

/** Takes away what was heard of a voice that is gone. */
export async function forgetVoice(uri: string): Promise<void> {
  const gone = (await listAuditions()).filter(({ fields }) => fields["voice"] === uri);
  await discardCreations(gone.map(({ id }) => id));
}

/** Takes away the oldest, and of the same sentence by the same voice all that did not come. */
export async function tidyAuditions(): Promise<void> {
  const heard = (await listAuditions()).filter((record) => !isOriginal(record));
  const failed = heard.filter(({ output, items }) => output.state !== "running" && items.length === 0);
  const old = heard.slice(mostKept);
  await discardCreations([...new Set([...failed, ...old])].map(({ id }) => id));
}
