import { creationMediaIds } from "./creations";
import { history, type MediaRecord } from "./database";
import type { Attachment, MessageRecord } from "./record";

/** Safari's private windows cannot store a Blob, and one large value may not be read again: bytes lie in parts. */
const partBytes = 1024 * 1024;
/** What was put in so recently may belong to a message that is still being written. */
const graceMs = 24 * 60 * 60 * 1000;
const messagesPerRead = 500;
const partsPerRead = 16;

/**
 * Keeps a file under its id, `blob_` and the SHA-256 of its bytes in hexadecimal. What is there already stays.
 * Rejects, with nothing kept, when the browser cannot store it: `storageFailureOf` says why.
 */
export async function putMedia(blob: Blob, id: string, name = ""): Promise<void> {
  async function* parts() {
    for (let start = 0; start < blob.size; start += partBytes)
      yield await blob.slice(start, start + partBytes).arrayBuffer();
  }
  await putParts(parts(), { id, type: blob.type, bytes: blob.size, name });
}

type StreamedMedia = Pick<MediaRecord, "id" | "type" | "bytes" | "name">;

/**
 * Keeps a file as it arrives, as `putMedia` does. Rejects, with nothing kept, also when the stream breaks or has
 * another length than it was said to have.
 */
export async function putMediaStream(
  stream: ReadableStream<Uint8Array>,
  media: StreamedMedia,
): Promise<void> {
  await putParts(partsOfStream(stream), media);
}

/** A part at a time, so that a large file is never in memory as a whole; the record makes it count. */
async function putParts(parts: AsyncIterable<ArrayBuffer>, file: StreamedMedia): Promise<void> {
  const { media, mediaParts } = history();
  const { id } = file;
  if (await media.get(id)) return;
  try {
    let index = 0;
    let length = 0;
    for await (const bytes of parts) {
      await mediaParts.put({ mediaId: id, index, bytes });
      index += 1;
      length += bytes.byteLength;
    }
    if (length !== file.bytes) throw new Error("The file did not arrive as a whole.");
    await media.put({ ...file, createdAt: Date.now() });
  } catch (error) {
    await partsOf(id)
      .delete()
      .catch(() => {});
    throw error;
  }
}

async function* partsOfStream(stream: ReadableStream<Uint8Array>): AsyncGenerator<ArrayBuffer> {
  const reader = stream.getReader();
  let part = new Uint8Array(partBytes);
  let filled = 0;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      for (let taken = 0; taken < value.length; ) {
        const some = value.subarray(taken, taken + partBytes - filled);
        part.set(some, filled);
        filled += some.length;
        taken += some.length;
        if (filled < partBytes) continue;
        yield part.buffer;
        part = new Uint8Array(partBytes);
        filled = 0;
      }
    }
    if (filled > 0) yield part.slice(0, filled).buffer;
  } finally {
    await reader.cancel().catch(() => {});
  }
}

/**
 * A file as it was put in; nothing when this browser does not have all of it. It is read some parts at a time, and the
 * browser keeps what was read out of the page's memory.
 */
export async function getMedia(id: string): Promise<Blob | undefined> {
  const { media, mediaParts } = history();
  const record = await media.get(id);
  if (!record) return undefined;
  const pieces: Blob[] = [];
  for (let from = 0; ; from += partsPerRead) {
    const parts = await mediaParts
      .where("[mediaId+index]")
      .between([id, from], [id, from + partsPerRead])
      .toArray();
    pieces.push(...parts.map(({ bytes }) => new Blob([bytes])));
    if (parts.length < partsPerRead) break;
  }
  const blob = new Blob(pieces, { type: record.type });
  return blob.size === record.bytes ? blob : undefined;
}

/** Whether this browser has a file. */
export const hasMedia = async (id: string): Promise<boolean> => (await history().media.get(id)) !== undefined;

/** The files that a message, a draft, a picture, a clip or a recording refers to. */
export async function usedMediaIds(): Promise<Set<string>> {
  const used = await creationMediaIds();
  const drafts = await history().drafts.toArray();
  for (const draft of drafts)
    for (const id of [...mediaIdsOf(draft), ...(draft.mediaIds ?? [])]) used.add(id);
  await eachMessage((record) => {
    if (record.role === "user") for (const id of mediaIdsOf(record)) used.add(id);
  });
  return used;
}

/**
 * Takes away the files that no message, draft, picture or clip refers to any more, of those put in before a moment: a
 * day ago unless told. Gives how many.
 */
export async function removeUnusedMedia(before = Date.now() - graceMs): Promise<number> {
  const old = await history()
    .media.filter(({ createdAt }) => createdAt < before)
    .primaryKeys();
  if (old.length === 0) return 0;
  const used = await usedMediaIds();
  const unused = old.filter((id) => !used.has(id));
  for (const id of unused) await removeMedia(id);
  return unused.length;
}

/** Takes a file and its small picture out of this browser, whoever refers to it. */
export async function removeMedia(id: string): Promise<void> {
  const { media, mediaParts, thumbnails } = history();
  await history().transaction("rw", media, mediaParts, thumbnails, async () => {
    await media.delete(id);
    await thumbnails.delete(id);
    await partsOf(id).delete();
  });
}

const partsOf = (id: string) =>
  history().mediaParts.where("[mediaId+index]").between([id, 0], [id, Number.POSITIVE_INFINITY]);

function mediaIdsOf({ attachments = [] }: { attachments?: Attachment[] | undefined }): string[] {
  return attachments.flatMap((attachment) =>
    attachment.kind !== "text" && attachment.source.kind === "media" ? [attachment.source.mediaId] : [],
  );
}

/** Every message, some at a time: the page stays responsive and its memory small. */
async function eachMessage(visit: (record: MessageRecord) => void): Promise<void> {
  let last: string | undefined;
  for (;;) {
    const { messages } = history();
    const from = last === undefined ? messages.orderBy("id") : messages.where("id").above(last);
    const some = await from.limit(messagesPerRead).toArray();
    some.forEach(visit);
    last = some.at(-1)?.id;
    if (some.length < messagesPerRead) return;
  }
}
