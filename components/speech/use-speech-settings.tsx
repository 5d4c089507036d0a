"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import {
  createSpeechSettings,
  mostTakes,
  type SpeechSettings,
  type SpeechSettingsStore,
} from "@/lib/speech/settings";
import { takesOfAddress } from "@/lib/voices/chosen-voice";

const SettingsContext = createContext<SpeechSettingsStore | null>(null);

/** Sets the takes that the address names, once; the address forgets them then. */
function takeFromAddress(store: SpeechSettingsStore): void {
  const asked = takesOfAddress(window.location.search).slice(0, mostTakes);
  if (asked.length === 0) return;
  store.setState({ takes: asked });
  window.history.replaceState(window.history.state, "", window.location.pathname);
}

/** Hands out what is set for speech. What an earlier visit kept is read after the first paint. */
export function SpeechSettingsProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createSpeechSettings);
  useEffect(() => {
    void Promise.resolve(store.persist.rehydrate()).then(() => takeFromAddress(store));
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
