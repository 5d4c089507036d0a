"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { createVoiceSettings, type VoiceSettings, type VoiceSettingsStore } from "@/lib/voices/settings";

const SettingsContext = createContext<VoiceSettingsStore | null>(null);

/** Hands out what is set on the page for voices. What an earlier visit kept is read after the first paint. */
export function VoiceSettingsProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createVoiceSettings);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  return <SettingsContext value={store}>{children}</SettingsContext>;
}

/** What is set, and how to change it. */
export function useVoiceSettings() {
  const store = useContext(SettingsContext);
  if (!store) throw new Error("useVoiceSettings needs a VoiceSettingsProvider above it.");
  const set = (change: Partial<VoiceSettings>) => store.setState(change);
  return { ...useStore(store), set };
}
