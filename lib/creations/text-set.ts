import * as z from "zod/mini";
import { mediaIdOf } from "@/lib/core/sha256";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import { withRoom } from "@/lib/history/make-room";
import { getMedia, putMedia } from "@/lib/history/media";

const textSetSchema = z.object({
  texts: z.array(z.string()),
  /** Where each stood in what the person gave: its line or row, from 1. */
  lines: z.array(z.int()),
  /** The media id of the picture that belongs to each text, if one does. A text beside a picture may be empty. */
  pictures: z.optional(z.array(z.nullable(z.string()))),
});
/** Texts that vectors or rankings are asked for. */
export type TextSet = z.infer<typeof textSetSchema>;

/** Keeps a set as one file of the history: the same texts are stored once. Rejects when there is no room. */
export async function keepTextSet(set: TextSet, name: string): Promise<CreationInput> {
  const file = new Blob([JSON.stringify(set)], { type: "application/json" });
  const mediaId = await mediaIdOf(file);
  await withRoom(() => putMedia(file, mediaId, name));
  return { mediaId, name, type: file.type, bytes: file.size, width: 0, height: 0 };
}

/** The set that a record names; nothing when this browser does not have it. */
export async function loadTextSet({
  inputs: [input],
}: Pick<CreationRecord, "inputs">): Promise<TextSet | undefined> {
  const file = input && (await getMedia(input.mediaId));
  if (!file) return undefined;
  try {
    return textSetSchema.parse(JSON.parse(await file.text()));
  } catch {
    return undefined;
  }
}

/** One text of a set, with the picture that belongs to it where the request sends pictures. */
export type SetEntry = { text: string; picture: string | undefined };

/** What a record asks for, in its order; nothing when this browser does not have it. Its pictures are inputs of the record. */
export async function entriesOf(
  record: Pick<CreationRecord, "inputs" | "rows">,
): Promise<SetEntry[] | undefined> {
  const set = await loadTextSet(record);
  if (!set) return undefined;
  const sent = new Set(record.inputs.slice(1).map(({ mediaId }) => mediaId));
  const rows = record.rows ?? set.texts.map((_, row) => row);
  return rows.map((row) => {
    const picture = set.pictures?.[row] ?? "";
    return { text: set.texts[row] ?? "", picture: sent.has(picture) ? picture : undefined };
  });
}
