"use client";

import { createContext, useContext } from "react";
import { useMediaUrl } from "@/components/shared/creations/use-result-url";
import { cn } from "@/lib/ui/cn";

/** The media id of the picture in each row of the set that is shown; nothing where all rows are texts. */
export const SetPictures = createContext<readonly (string | null)[]>([]);

type RowPictureProps = { row: number; className?: string };

/** The picture in a row; nothing for a text. Its name stands beside it as the row's text. */
export function RowPicture({ row, className }: RowPictureProps) {
  const mediaId = useContext(SetPictures)[row];
  return mediaId ? <Thumbnail mediaId={mediaId} className={className} /> : null;
}

function Thumbnail({ mediaId, className }: { mediaId: string; className: string | undefined }) {
  const url = useMediaUrl(mediaId);
  return (
    <span className={cn("inline-block size-9 shrink-0 overflow-hidden rounded-md bg-sunken", className)}>
      {/* biome-ignore lint/performance/noImgElement: a blob of this page has nothing to optimise */}
      {url && <img src={url} alt="" className="size-full object-cover" />}
    </span>
  );
}
