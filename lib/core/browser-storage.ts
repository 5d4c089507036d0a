import type { StateStorage } from "zustand/middleware";

/** What the stores of this browser lie in. Never throws: where it is full or forbidden, a thing lives as long as the page. */
export const browserStorage: StateStorage = {
  getItem: (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  },
  setItem: (name, value) => {
    try {
      localStorage.setItem(name, value);
    } catch {
      // no room, or no storage at all
    }
  },
  removeItem: (name) => {
    try {
      localStorage.removeItem(name);
    } catch {
      // no storage, nothing in it
    }
  },
};

type KeptStore = {
  persist: { rehydrate: () => Promise<void> | void; getOptions: () => { name?: string } };
};

/**
 * Reads what an earlier visit kept, and from then on what other tabs change: a tab keeps all of its store, so that one
 * which did not know would put back what it has not heard of. Gives how to stop.
 */
export function readKept(store: KeptStore): () => void {
  const { rehydrate, getOptions } = store.persist;
  const { name } = getOptions();
  const onStorage = ({ key }: StorageEvent) => {
    if (key === name) void rehydrate();
  };
  // A page that the way back shows again has heard nothing meanwhile.
  const onShow = ({ persisted }: PageTransitionEvent) => {
    if (persisted) void rehydrate();
  };
  void rehydrate();
  window.addEventListener("storage", onStorage);
  window.addEventListener("pageshow", onShow);
  return () => {
    window.removeEventListener("storage", onStorage);
    window.removeEventListener("pageshow", onShow);
  };
}
