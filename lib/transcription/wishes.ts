import { randomUuid } from "@/lib/core/random-uuid";
import { againOf, newGroup } from "@/lib/creations/creation";
import { indexed } from "@/lib/history/creation-index";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import type { Attachment } from "@/lib/history/record";

const inputOf = (attachment: Attachment): CreationInput[] => {
  if (attachment.kind !== "audio" || attachment.source.kind !== "media") return [];
  const { mediaId, type, bytes } = attachment.source;
  const { name, seconds } = attachment;
  return [{ mediaId, name, type, bytes, width: 0, height: 0, ...(seconds !== undefined && { seconds }) }];
};

/**
 * The records that have each recording written down by each model; one group for each recording. They are of one
 * moment: the queue goes by their places, and the list, which shows the last first, by the names of the groups. So
 * the first recording is sent first and stands at the top.
 */
export function recordsOf(recordings: readonly Attachment[], models: readonly string[]): CreationRecord[] {
  const createdAt = Date.now();
  const inputs = recordings.flatMap(inputOf);
  const groupIds = inputs.map(randomUuid).sort();
  return inputs.flatMap((input, at) => {
    const wish = { kind: "transcription", prompt: input.name, fields: {}, inputs: [input] } as const;
    return newGroup(models.map((model) => ({ ...wish, model }))).flatMap((record) => {
      const groupId = groupIds.at(-1 - at);
      const place = at * models.length + record.place;
      return groupId === undefined ? [] : indexed({ ...record, groupId, createdAt, place });
    });
  });
}

/** The recording of a record as it lies in the form. */
export function attachmentOf({ inputs: [input] }: Pick<CreationRecord, "inputs">): Attachment[] {
  if (!input) return [];
  const { mediaId, type, bytes, name, seconds } = input;
  const source = { kind: "media" as const, mediaId, type, bytes };
  const attachment = { kind: "audio" as const, id: randomUuid(), name, source };
  return [{ ...attachment, ...(seconds !== undefined && { seconds }) }];
}

/** The same once more, in its place. */
export function retryOf(record: CreationRecord): CreationRecord[] {
  const { groupId, createdAt, place, reference } = record;
  return newGroup([againOf(record)]).map((again) =>
    indexed({ ...again, groupId, createdAt, place, ...(reference !== undefined && { reference }) }),
  );
}
