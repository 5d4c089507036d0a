import * as z from "zod/mini";
import { parseJson } from "@/lib/core/parse-json";
import { mediaIdOf } from "@/lib/core/sha256";
import type { CreationInput, CreationRecord } from "@/lib/history/creation-record";
import { withRoom } from "@/lib/history/make-room";
import { getMedia, putMedia } from "@/lib/history/media";

const batchSourceSchema = z.object({
  columns: z.array(z.string()),
  /** The cells of the row that each request was made of, by its custom_id, in the order of the columns. */
  rows: z.record(z.string(), z.array(z.string())),
  /** The column that says what the answer should be. It is never sent. */
  expected: z.optional(z.string()),
});
/** The table that a file of requests was made of. */
export type BatchSource = z.infer<typeof batchSourceSchema>;

/** Keeps a table as one file of the history, the second input of its batch. Rejects when there is no room. */
export async function keepSource(source: BatchSource, name: string): Promise<CreationInput> {
  const file = new Blob([JSON.stringify(source)], { type: "application/json" });
  const mediaId = await mediaIdOf(file);
  await withRoom(() => putMedia(file, mediaId, name));
  return { mediaId, name, type: file.type, bytes: file.size, width: 0, height: 0 };
}

/** The table behind a batch; nothing where it was made of none, or this browser does not have it any more. */
export async function loadSource({
  inputs: [, input],
}: Pick<CreationRecord, "inputs">): Promise<BatchSource | undefined> {
  const file = input && (await getMedia(input.mediaId));
  if (!file) return undefined;
  return batchSourceSchema.safeParse(parseJson(await file.text())).data;
}
