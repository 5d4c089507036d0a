import { history } from "./database";
import type { Attachment, MessageRecord } from "./record";

/** Safari's private windows cannot store a Blob, and one large value may not be read again: bytes lie in parts. */
const partBytes = 1024 * 1024;
/** What was put in so recently may belong to a message that is still being written. */
const graceMs = 24 * 60 * 60 * 1000;
const messagesPerRead = 500;

/**
 * Keeps a file under its id, `blob_` and the SHA-256 of its bytes in hexadecimal. What is there already stays.
 * Rejects, with nothing kept, when the browser cannot store it: `storageFailureOf` says why.
 */
export async function putMedia(blob: Blob, id: string, name = ""): Promise<void> {
  const { media, mediaParts } = history();
  if (await media.get(id)) return;
  try {
    // A part at a time, so that a large file is never in memory as a whole; the record makes it count.
    for (let index = 0; index * partBytes < blob.size; index += 1) {
      const bytes = await blob.slice(index * partBytes, (index + 1) * partBytes).arrayBuffer();
      await mediaParts.put({ mediaId: id, index, bytes });
    }
    await media.put({ id, type: blob.type, bytes: blob.size, name, createdAt: Date.now() });
  } catch (error) {
    await partsOf(id)
      .delete()
      .catch(() => {});
    throw error;
  }
}

/** A file as it was put in; nothing when this browser does not have all of it. */
export async function getMedia(id: string): Promise<Blob | undefined> {
  const { media, mediaParts } = history();
  const [record, parts] = await history().transaction("r", media, mediaParts, () =>
    Promise.all([media.get(id), partsOf(id).toArray()]),
  );
  if (!record) return undefined;
  const blob = new Blob(
    parts.map(({ bytes }) => bytes),
    { type: record.type },
  );
  return blob.size === record.bytes ? blob : undefined;
}

/** Takes away the files that no message and no draft refers to any more. Gives how many. */
export async function removeUnusedMedia(): Promise<number> {
  const { media, drafts } = history();
  const before = Date.now() - graceMs;
  const old = await media.filter(({ createdAt }) => createdAt < before).primaryKeys();
  if (old.length === 0) return 0;
  const used = new Set((await drafts.toArray()).flatMap(mediaIdsOf));
  await eachMessage((record) => {
    if (record.role === "user") for (const id of mediaIdsOf(record)) used.add(id);
  });
  const unused = old.filter((id) => !used.has(id));
  for (const id of unused) await removeMedia(id);
  return unused.length;
}

async function removeMedia(id: string): Promise<void> {
  const { media, mediaParts } = history();
  await history().transaction("rw", media, mediaParts, async () => {
    await media.delete(id);
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
