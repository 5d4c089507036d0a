import { removeMedia, usedMediaIds } from "./media";
import { mediaPath } from "./media-path";

const isResult = (mediaId: string) => mediaId.startsWith("media_");

/**
 * Takes results away for good, here and on the server, where nothing in this browser refers to them any more. What
 * cannot be told to the server goes there when its time is over. Never rejects.
 */
export async function forgetResults(mediaIds: Iterable<string>): Promise<void> {
  const results = [...new Set(mediaIds)].filter(isResult);
  if (results.length === 0) return;
  const used = await usedMediaIds().catch(() => undefined);
  if (!used) return;
  const unused = results.filter((id) => !used.has(id));
  for (const id of unused) {
    await removeMedia(id).catch(() => {}); // housekeeping tries again
    await fetch(mediaPath(id), { method: "DELETE" }).catch(() => {});
  }
}
