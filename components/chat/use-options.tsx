"use client";

import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { useStore } from "zustand";
import { panelBeside } from "@/components/ui/side-panel";
import type { AnswerOptions } from "@/lib/chat/options";
import { type ChatOptions, createOptionsStore, type OptionsStore } from "@/lib/chat/options-store";

const OptionsContext = createContext<OptionsStore | null>(null);

/** Hands out this page's options. What an earlier visit kept is read after the first paint. */
export function OptionsProvider({ children }: { children: ReactNode }) {
  const [store] = useState(createOptionsStore);
  useEffect(() => {
    // Where the panel lies over the page, a visit begins without it.
    const narrow = !matchMedia(panelBeside).matches;
    void Promise.resolve(store.persist.rehydrate()).then(
      () => narrow && store.setState({ panelOpen: false }),
    );
  }, [store]);
  return <OptionsContext value={store}>{children}</OptionsContext>;
}

/** The options of the next answer, the presets, and how to change them. */
export function useOptions() {
  const store = useContext(OptionsContext);
  if (!store) throw new Error("useOptions needs an OptionsProvider above it.");
  const state = useStore(store);
  const set = (change: Partial<ChatOptions>) => store.setState(change);
  const setOptions = (change: Partial<AnswerOptions>) =>
    store.setState(({ options }) => ({ options: { ...options, ...change } }));
  return { ...state, set, setOptions };
}

export type Options = ReturnType<typeof useOptions>;
