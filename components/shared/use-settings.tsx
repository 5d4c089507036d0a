"use client";

import { createContext, type ReactNode, useContext, useEffect, useState, useSyncExternalStore } from "react";
import { useStore } from "zustand";
import { readKept } from "@/lib/core/browser-storage";
import { createSettingsStore, type Settings, type SettingsStore } from "@/lib/settings/settings-store";

const SettingsContext = createContext<SettingsStore | null>(null);

/** Hands out this page's settings. What an earlier visit kept is read after the first paint. */
export function SettingsProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createSettingsStore);
  useEffect(() => readKept(store), [store]);
  return <SettingsContext value={store}>{children}</SettingsContext>;
}

function useSettingsStore(): SettingsStore {
  const store = useContext(SettingsContext);
  if (!store) throw new Error("useSettings needs a SettingsProvider above it.");
  return store;
}

const never = () => false;

/** Whether the settings have been read: until then they are those of a first visit. */
export function useSettingsRead(): boolean {
  const { persist } = useSettingsStore();
  return useSyncExternalStore(persist.onFinishHydration, persist.hasHydrated, never);
}

/** One setting, and how to change settings. */
export function useSetting<Key extends keyof Settings>(
  key: Key,
): [Settings[Key], (value: Settings[Key]) => void] {
  const store = useSettingsStore();
  const value = useStore(store, (settings) => settings[key]);
  return [value, (next) => store.setState({ [key]: next })];
}
