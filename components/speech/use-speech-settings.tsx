"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { createSpeechSettings, type SpeechSettings, type SpeechSettingsStore } from "@/lib/speech/settings";

const SettingsContext = createContext<SpeechSettingsStore | null>(null);

/** Hands out what is set for speech. What an earlier visit kept is read after the first paint. */
export function SpeechSettingsProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createSpeechSettings);
  useEffect(() => {
    void store.persist.rehydrate();
  }, [store]);
  return <SettingsContext value={store}>{children}</SettingsContext>;
}

/** What is set for the next text, and how to change it. */
export function useSpeechSettings() {
  const store = useContext(SettingsContext);
  if (!store) throw new Error("useSpeechSettings needs a SpeechSettingsProvider above it.");
  const set = (change: Partial<SpeechSettings>) => store.setState(change);
  return { ...useStore(store), set };
}
