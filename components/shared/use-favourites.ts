"use client";

import { useEffect } from "react";
import { useStore } from "zustand";
import { readKept } from "@/lib/core/browser-storage";
import { modelMarks } from "@/lib/models/model-marks";

/** The ids of the models that this person has marked, in this browser. */
export function useFavourites(): readonly string[] {
  useEffect(() => readKept(modelMarks), []);
  return useStore(modelMarks, ({ favourites }) => favourites);
}

/** A list of models with the marked ones before the others. */
export function useFavouritesFirst<Model extends { id: string }>(models: readonly Model[]): Model[] {
  const favourites = useFavourites();
  return models.toSorted((a, b) => Number(favourites.includes(b.id)) - Number(favourites.includes(a.id)));
}
