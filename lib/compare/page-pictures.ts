import { getMedia } from "@/lib/history/media";
import type { MessageRecord } from "@/lib/history/record";

/** A file that nobody can mail helps nobody: pictures beyond this many bytes are named, not shown. */
const mostBytes = 15 * 1024 * 1024;

function dataAddress(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(String(reader.result)));
    reader.addEventListener("error", () => reject(reader.error));
    reader.readAsDataURL(blob);
  });
}

/** The attached pictures of messages as data addresses, by their media id. */
export async function picturesOf(records: readonly MessageRecord[]): Promise<Map<string, string>> {
  const pictures = new Map<string, string>();
  let bytes = 0;
  for (const record of records) {
    const attachments = record.role === "user" ? (record.attachments ?? []) : [];
    for (const { kind, ...attachment } of attachments) {
      if (kind !== "image" || !("source" in attachment) || attachment.source.kind !== "media") continue;
      const { mediaId } = attachment.source;
      const blob = pictures.has(mediaId) ? undefined : await getMedia(mediaId);
      if (!blob || bytes + blob.size > mostBytes) continue;
      bytes += blob.size;
      pictures.set(mediaId, await dataAddress(blob));
    }
  }
  return pictures;
}
