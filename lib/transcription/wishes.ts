import { againOf, newGroup } from "@/lib/creations/creation";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import { indexed } from "@/lib/history/creations";
import type { Attachment } from "@/lib/history/record";

const inputOf = (attachment: Attachment): CreationInput[] => {
  if (attachment.kind !== "audio" || attachment.source.kind !== "media") return [];
  const { mediaId, type, bytes } = attachment.source;
  const { name, seconds } = attachment;
  return [{ mediaId, name, type, bytes, width: 0, height: 0, ...(seconds !== undefined && { seconds }) }];
};

/** The records that have each recording written down by each model; one group for each recording, in their order. */
export function recordsOf(recordings: readonly Attachment[], models: readonly string[]): CreationRecord[] {
  const now = Date.now();
  return recordings.flatMap(inputOf).flatMap((input, at) =>
    newGroup(
      models.map((model) => ({
        kind: "transcription",
        model,
        prompt: input.name,
        fields: {},
        inputs: [input],
      })),
      // A moment apart, which is their order in the queue and in the list.
    ).map((record) => indexed({ ...record, createdAt: now + at })),
  );
}

/** The recording of a record as it lies in the form. */
export function attachmentOf({ inputs: [input] }: Pick<CreationRecord, "inputs">): Attachment[] {
  if (!input) return [];
  const { mediaId, type, bytes, name, seconds } = input;
  const source = { kind: "media" as const, mediaId, type, bytes };
  const attachment = { kind: "audio" as const, id: crypto.randomUUID(), name, source };
  return [{ ...attachment, ...(seconds !== undefined && { seconds }) }];
}

/** The same once more, in its place. */
export function retryOf(record: CreationRecord): CreationRecord[] {
  const { groupId, createdAt, place, reference } = record;
  return newGroup([againOf(record)]).map((again) =>
    indexed({ ...again, groupId, createdAt, place, ...(reference !== undefined && { reference }) }),
  );
}
