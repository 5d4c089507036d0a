// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { afterEach, describe, expect, test } from "vitest";
import { history } from "./database";
import { clearDraft, loadDraft, newThreadDraft, saveDraft } from "./drafts";

afterEach(async () => {
  await history().open();
  await history().drafts.clear();
  sessionStorage.clear();
});

describe("a draft", () => {
  test("is found again, for each conversation its own", async () => {
    await saveDraft(newThreadDraft, { text: "半句话" });
    await saveDraft("t", { text: "before", suffix: "after" });
    expect(await loadDraft(newThreadDraft)).toEqual({ text: "半句话" });
    expect(await loadDraft("t")).toEqual({ text: "before", suffix: "after" });
    await clearDraft("t");
    expect(await loadDraft("t")).toBeUndefined();
  });

  test("survives a reload when the history was closed for a newer page", async () => {
    await saveDraft("t", { text: "older" });
    history().close();
    await saveDraft("t", { text: "newer" });
    expect(await loadDraft("t")).toEqual({ text: "newer" });
    await history().open();
    expect(await loadDraft("t")).toEqual({ text: "newer" });
    await clearDraft("t");
    expect(await loadDraft("t")).toBeUndefined();
  });

  test("that this version cannot read is none", async () => {
    await history().table("drafts").put({ threadId: "t", text: 7 });
    expect(await loadDraft("t")).toBeUndefined();
  });
});
