import { history } from "./database";
import { usedMediaIds } from "./media";

/** The address at which our server gives out a result. */
export const mediaPath = (mediaId: string): string => `/api/media/${encodeURIComponent(mediaId)}`;

const isResult = (mediaId: string) => mediaId.startsWith("media_");

/**
 * Has the server take its copies of results away for good, and drops their small pictures, where nothing in this
 * browser refers to them any more. What cannot be told to the server goes there when its time is over. Never rejects.
 */
export async function forgetResults(mediaIds: Iterable<string>): Promise<void> {
  const results = [...new Set(mediaIds)].filter(isResult);
  if (results.length === 0) return;
  const used = await usedMediaIds().catch(() => undefined);
  if (!used) return;
  const unused = results.filter((id) => !used.has(id));
  await history()
    .thumbnails.bulkDelete(unused)
    .catch(() => {}); // they are small, and never shown again
  for (const id of unused) await fetch(mediaPath(id), { method: "DELETE" }).catch(() => {});
}
