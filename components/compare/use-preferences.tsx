"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { createPreferences, type PreferencesStore } from "@/lib/compare/preferences";

const PreferencesContext = createContext<{ store: PreferencesStore; ready: boolean } | null>(null);

/** Hands out how a person likes to compare. What an earlier visit kept is read after the first paint. */
export function PreferencesProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createPreferences);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    void Promise.resolve(store.persist.rehydrate()).finally(() => setReady(true));
  }, [store]);
  return <PreferencesContext value={{ store, ready }}>{children}</PreferencesContext>;
}

function useContextValue() {
  const value = useContext(PreferencesContext);
  if (!value) throw new Error("usePreferences needs a PreferencesProvider above it.");
  return value;
}

/** Whether what an earlier visit kept has been read. */
export const usePreferencesReady = (): boolean => useContextValue().ready;

/** How a person likes to compare, and how to change it. */
export function usePreferences() {
  const { store } = useContextValue();
  const preferences = useStore(store);
  return { ...preferences, set: store.setState };
}
