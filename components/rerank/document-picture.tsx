"use client";

import { useMediaUrl } from "@/components/shared/creations/use-result-url";
import { cn } from "@/lib/ui/cn";

type DocumentPictureProps = { mediaId: string; alt: string; className: string };

/** A picture among the documents, from this browser. Its place stays while it is read, and when it is gone. */
export function DocumentPicture({ mediaId, alt, className }: DocumentPictureProps) {
  const url = useMediaUrl(mediaId);
  return (
    <span className={cn("block shrink-0 overflow-hidden rounded-md bg-sunken", className)}>
      {url && (
        // biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise
        <img src={url} alt={alt} className="size-full object-cover" />
      )}
    </span>
  );
}
