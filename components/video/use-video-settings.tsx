"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { createVideoSettings, type VideoSettings, type VideoSettingsStore } from "@/lib/video/settings";

const SettingsContext = createContext<VideoSettingsStore | null>(null);

/** Hands out what is set for clips. What an earlier visit kept is read after the first paint. */
export function VideoSettingsProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createVideoSettings);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  return <SettingsContext value={store}>{children}</SettingsContext>;
}

/** What is set for the next clip, and how to change it. */
export function useVideoSettings() {
  const store = useContext(SettingsContext);
  if (!store) throw new Error("useVideoSettings needs a VideoSettingsProvider above it.");
  const set = (change: Partial<VideoSettings>) => store.setState(change);
  return { ...useStore(store), set };
}
