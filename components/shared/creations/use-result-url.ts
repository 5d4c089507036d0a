"use client";

import { useEffect, useState } from "react";
import type { CreationItem } from "@/lib/history/creation-record";
import { mediaPath } from "@/lib/history/media-path";
import { whenOnline } from "@/lib/ui/when-online";

/** An address of this page for a blob, as long as somebody shows it; undefined until it is known. */
function useBlobUrl(key: string | undefined, load: (key: string) => Promise<Blob | undefined>) {
  const [found, setFound] = useState<{ key: string; url: string | null }>();
  useEffect(() => {
    if (key === undefined) return;
    let made: string | undefined;
    let current = true;
    void load(key).then((blob) => {
      if (!current) return;
      made = blob && URL.createObjectURL(blob);
      setFound({ key, url: made ?? null });
    });
    return () => {
      current = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [key, load]);
  return found?.key === key ? found?.url : undefined;
}

/** The database is fetched with the first picture. */
const loadOriginal = (mediaId: string) =>
  whenOnline(() => import("@/lib/history/media"))
    .then(({ getMedia }) => getMedia(mediaId))
    .catch(() => undefined);
const loadThumbnail = (mediaId: string) =>
  whenOnline(() => import("@/lib/creations/thumbnails"))
    .then((thumbnails) => thumbnails.loadThumbnail(mediaId))
    .catch(() => undefined);

/** Where a result is shown from: this browser, else the server. Undefined until that is known. */
export function useResultUrl(mediaId: string, wanted = true): string | undefined {
  const url = useBlobUrl(wanted ? mediaId : undefined, loadOriginal);
  return url === null ? mediaPath(mediaId) : url;
}

/** Where the small picture of a result is shown from: null when there is none. */
export function useThumbnailUrl(mediaId: string): string | null | undefined {
  return useBlobUrl(mediaId, loadThumbnail);
}

/** Where an input picture is shown from: null when this browser does not have it. */
export function useMediaUrl(mediaId: string): string | null | undefined {
  return useBlobUrl(mediaId, loadOriginal);
}

/** The small picture of a clip; one that nobody made yet is made now. */
async function loadPoster(mediaId: string): Promise<Blob | undefined> {
  const kept = await loadThumbnail(mediaId);
  const clip = kept ? undefined : await loadOriginal(mediaId);
  if (!clip) return kept;
  const { keepPoster } = await import("@/lib/creations/clip-frame");
  return (await keepPoster(mediaId, clip)) && loadThumbnail(mediaId);
}

/** Where the picture that stands for a clip is shown from, once this browser has the clip: null when there is none. */
export function usePoster({ mediaId, kept }: CreationItem): string | null | undefined {
  return useBlobUrl(kept ? mediaId : undefined, loadPoster);
}
