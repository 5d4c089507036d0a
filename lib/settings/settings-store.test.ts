// @vitest-environment jsdom
import { beforeEach, expect, test } from "vitest";
import { readKept } from "@/lib/core/browser-storage";
import { createSettingsStore } from "./settings-store";

beforeEach(() => localStorage.clear());

const opened = () => {
  const store = createSettingsStore();
  readKept(store);
  return store;
};
/** A browser tells the other tabs, never the one that changed something. */
const tellOtherTabs = () => window.dispatchEvent(new StorageEvent("storage", { key: "settings" }));

test("what is set in one tab counts in the others, but the model that was chosen there stays", () => {
  opened().setState({ model: "acme/First" });
  const [here, there] = [opened(), opened()];
  there.setState({ sendKey: "mod-enter", model: "acme/Second" });
  tellOtherTabs();
  expect(here.getState()).toMatchObject({ sendKey: "mod-enter", model: "acme/First" });
  expect(opened().getState().model).toBe("acme/Second");
});

test.each(["no JSON", "{}", '{"state":null,"version":1}', '{"state":{"sendKey":"shout"},"version":1}'])(
  "%s that was kept is as on a first visit",
  (kept) => {
    localStorage.setItem("settings", kept);
    expect(opened().getState()).toMatchObject({ sendKey: "enter", model: null, firstModels: {} });
  },
);
