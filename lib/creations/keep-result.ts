import type { CreationItem, UnkeptReason } from "@/lib/history/creation-record";
import { withRoom } from "@/lib/history/make-room";
import { getMedia, hasMedia, putMediaStream } from "@/lib/history/media";
import { mediaPath } from "@/lib/history/media-path";
import { storageFailureOf } from "@/lib/history/storage-failure";
import { keepPoster } from "./clip-frame";
import { keepThumbnail } from "./thumbnails";

/** `later`: the way to the server broke, and another try may do. */
export type KeepOutcome =
  | { kind: "kept"; width?: number; height?: number }
  | { kind: "unkept"; reason: UnkeptReason }
  | { kind: "later" };

/** Fetches a result from our server into this browser's history, and makes its small picture. Never rejects. */
export async function keepResult(item: CreationItem, signal: AbortSignal): Promise<KeepOutcome> {
  try {
    if (!(await hasMedia(item.mediaId))) {
      const refusal = await withRoom(() => fetchOriginal(item, signal));
      if (refusal) return refusal;
    }
    return { kind: "kept", ...(await keepSmall(item)) };
  } catch (error) {
    const failure = storageFailureOf(error);
    return failure === "other" ? { kind: "later" } : { kind: "unkept", reason: failure };
  }
}

/** Puts the original into the history; gives why the server did not hand it out. Rejects when there is no room. */
async function fetchOriginal(
  { mediaId, type, bytes }: CreationItem,
  signal: AbortSignal,
): Promise<KeepOutcome | undefined> {
  const response = await fetch(mediaPath(mediaId), { signal });
  if (response.status === 404) return { kind: "unkept", reason: "gone" };
  if (!response.ok || !response.body) return { kind: "later" };
  await putMediaStream(response.body, { id: mediaId, type, bytes, name: "" });
  return undefined;
}

/** Only what can be looked at is read again: others may be large. */
async function keepSmall({ mediaId, type }: CreationItem) {
  if (!/^(image|video)\//.test(type)) return undefined;
  const original = await getMedia(mediaId);
  if (!original) return undefined;
  return type.startsWith("image/") ? keepThumbnail(mediaId, original) : keepPoster(mediaId, original);
}
