"use client";

import { useEffect, useState } from "react";
import { useStore } from "zustand";
import { createBlindPreferences } from "@/lib/compare/blind-preferences";

/**
 * How a person likes to vote, and how to change it. What an earlier visit kept is read after the first paint; a choice
 * that is made before it is `ready` would be lost.
 */
export function useBlindPreferences() {
  const [store] = useState(createBlindPreferences);
  const [ready, setReady] = useState(false);
  const preferences = useStore(store);
  useEffect(() => {
    void Promise.resolve(store.persist.rehydrate()).finally(() => setReady(true));
  }, [store]);
  return { ...preferences, ready, set: store.setState };
}
