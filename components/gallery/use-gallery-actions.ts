"use client";

import { useState } from "react";
import { downloadResults } from "@/components/shared/creations/download-results";
import { randomUuid } from "@/lib/core/random-uuid";
import type { ItemPlace } from "@/lib/creations/store";
import type { Result } from "@/lib/gallery/filter";
import { attempt } from "@/lib/history/refusals";

const loadStore = () => import("@/lib/creations/store");
const placesOf = (results: readonly Result[]): ItemPlace[] =>
  results.map(({ record, item }) => ({ id: record.id, index: item.index }));

/** What can be done with results of the gallery. */
export function useGalleryActions() {
  const [deleted, setDeleted] = useState<{ id: string; places: ItemPlace[] }>();
  const remove = (results: readonly Result[]) =>
    attempt(async () => {
      const places = placesOf(results);
      await (await loadStore()).deleteItems(places);
      setDeleted({ id: randomUuid(), places });
    });
  const undo = () =>
    void attempt(async () => {
      if (deleted) await (await loadStore()).restoreItems(deleted.places);
      setDeleted(undefined);
    });
  const favourite = (results: readonly Result[], on: boolean) =>
    attempt(async () => {
      const { markFavourite } = await loadStore();
      for (const place of placesOf(results)) await markFavourite(place, on);
    });
  return {
    remove,
    deleted,
    undo,
    forget: () => setDeleted(undefined),
    favourite,
    download: downloadResults,
  };
}
