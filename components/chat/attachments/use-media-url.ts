"use client";

import { useEffect, useState } from "react";
import { findMedia } from "@/lib/files/media-shelf";
import type { Attachment } from "@/lib/history/record";

/** An address of this page for a file in it: null when the browser does not have it, undefined until that is known. */
export function useMediaUrl(attachment: Attachment): string | null | undefined {
  const [url, setUrl] = useState<string | null>();
  const mediaId =
    attachment.kind !== "text" && attachment.source.kind === "media" ? attachment.source.mediaId : undefined;
  useEffect(() => {
    if (mediaId === undefined) return;
    let made: string | undefined;
    let current = true;
    void findMedia(mediaId).then((blob) => {
      if (!current) return;
      made = blob && URL.createObjectURL(blob);
      setUrl(made ?? null);
    });
    return () => {
      current = false;
      if (made) URL.revokeObjectURL(made);
    };
  }, [mediaId]);
  return url;
}
