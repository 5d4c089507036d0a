"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createBlindPreferences } from "@/lib/compare/blind-preferences";

/** How a person likes to vote, and how to change it. What an earlier visit kept is read after the first paint. */
export function useBlindPreferences() {
  const [store] = useState(createBlindPreferences);
  const preferences = useStore(store);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  return { ...preferences, set: store.setState };
}
