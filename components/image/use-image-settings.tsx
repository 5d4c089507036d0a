"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { panelBeside } from "@/components/ui/side-panel";
import { createImageSettings, type ImageSettings, type ImageSettingsStore } from "@/lib/image/settings";
import type { MediaParameter } from "@/lib/models/media-model";

const SettingsContext = createContext<ImageSettingsStore | null>(null);

/** Hands out what is set for pictures. What an earlier visit kept is read after the first paint. */
export function ImageSettingsProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createImageSettings);
  useEffect(() => {
    // Where the panel lies over the page, a visit begins without it.
    const narrow = !matchMedia(panelBeside).matches;
    void Promise.resolve(store.persist.rehydrate()).then(
      () => narrow && store.setState({ panelOpen: false }),
    );
  }, [store]);
  return <SettingsContext value={store}>{children}</SettingsContext>;
}

/** What is set for the next pictures, and how to change it. */
export function useImageSettings() {
  const store = useContext(SettingsContext);
  if (!store) throw new Error("useImageSettings needs an ImageSettingsProvider above it.");
  const state = useStore(store);
  const set = (change: Partial<ImageSettings>) => store.setState(change);
  /** Undefined sends nothing. */
  const setParameter = (name: MediaParameter, value: unknown) =>
    store.setState(({ parameters: { [name]: _, ...rest } }) => ({
      parameters: value === undefined || value === "" ? rest : { ...rest, [name]: value },
    }));
  return { ...state, set, setParameter };
}
