// @vitest-environment jsdom
import { afterEach, expect, test, vi } from "vitest";
import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage, readKept } from "./browser-storage";

const created = () =>
  createStore<{ likes: string; notes: string }>()(
    persist(() => ({ likes: "", notes: "" }), {
      name: "marks",
      storage: createJSONStorage(() => browserStorage),
      skipHydration: true,
    }),
  );

afterEach(() => {
  vi.restoreAllMocks();
  localStorage.clear();
});

/** A browser tells the other tabs, never the one that changed something. */
const tellOtherTabs = () =>
  window.dispatchEvent(new StorageEvent("storage", { key: "marks", storageArea: localStorage }));

test("where storage is forbidden or full, a store works as long as its page", () => {
  for (const method of ["getItem", "setItem"] as const)
    vi.spyOn(Storage.prototype, method).mockImplementation(() => {
      throw new DOMException("denied", "SecurityError");
    });
  const store = created();
  const stop = readKept(store);
  store.setState({ likes: "cats" });
  expect(store.getState().likes).toBe("cats");
  stop();
});

test("where there is no storage at all, a store works as long as its page", () => {
  vi.spyOn(window, "localStorage", "get").mockImplementation(() => {
    throw new DOMException("denied", "SecurityError");
  });
  const store = created();
  readKept(store)();
  store.setState({ likes: "cats" });
  expect(store.getState().likes).toBe("cats");
});

test("a tab that changes one thing keeps what another tab has changed", () => {
  const [here, there] = [created(), created()];
  const stop = [readKept(here), readKept(there)];
  there.setState({ notes: "good at French" });
  tellOtherTabs();
  here.setState({ likes: "cats" });
  const later = created();
  readKept(later)();
  expect(later.getState()).toEqual({ likes: "cats", notes: "good at French" });
  for (const end of stop) end();
});
