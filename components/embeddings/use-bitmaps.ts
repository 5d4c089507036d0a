"use client";

import { useContext, useEffect, useState } from "react";
import { getMedia } from "@/lib/history/media";
import { SetPictures } from "./row-picture";

const side = 36;

async function bitmapOf(mediaId: string): Promise<ImageBitmap | undefined> {
  const picture = await getMedia(mediaId);
  return picture && createImageBitmap(picture, { resizeWidth: side, resizeHeight: side });
}

/** The pictures of the set that is shown, small enough for a map, by their rows. What cannot be drawn is left out. */
export function useBitmaps(): ReadonlyMap<number, ImageBitmap> {
  const pictures = useContext(SetPictures);
  const [bitmaps, setBitmaps] = useState<ReadonlyMap<number, ImageBitmap>>(new Map());
  useEffect(() => {
    let current = true;
    const loading = pictures.map(async (mediaId, row) => {
      const bitmap = mediaId && (await bitmapOf(mediaId).catch(() => undefined));
      return bitmap ? [[row, bitmap] as const] : [];
    });
    void Promise.all(loading).then((found) => current && setBitmaps(new Map(found.flat())));
    return () => {
      current = false;
    };
  }, [pictures]);
  return bitmaps;
}
