import type { CreationItem, UnkeptReason } from "@/lib/history/creation-record";
import { withRoom } from "@/lib/history/make-room";
import { getMedia, putMediaStream } from "@/lib/history/media";
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
  const { mediaId } = item;
  try {
    let original = await getMedia(mediaId);
    if (!original) {
      const refusal = await withRoom(() => fetchOriginal(item, signal));
      if (refusal) return refusal;
      original = await getMedia(mediaId);
    }
    const size = original && (await keepSmall(mediaId, original));
    return { kind: "kept", ...size };
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

function keepSmall(mediaId: string, original: Blob) {
  if (original.type.startsWith("image/")) return keepThumbnail(mediaId, original);
  return original.type.startsWith("video/") ? keepPoster(mediaId, original) : undefined;
}
