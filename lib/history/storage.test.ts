import "fake-indexeddb/auto";
import Dexie from "dexie";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { history, historyConnection, onHistoryConnection } from "./database";
import { putMedia } from "./media";
import { askToPersistAgain, deleteHistory, storageReport } from "./storage";
import { storageFailureOf } from "./storage-failure";
import { storedThreads } from "./stored-threads";
import { deleteThread } from "./thread-list";

const message = { id: "m", threadId: "t", parentId: null, createdAt: 1, role: "user" as const, text: "词" };

beforeEach(async () => {
  await history().open();
  await Promise.all(history().tables.map((table) => table.clear()));
  await storedThreads.write({ threadId: "t", messages: [message], thread: { title: "一" } });
});
afterEach(() => vi.unstubAllGlobals());

describe("what the history takes up", () => {
  test("is counted, and what the browser does not say is left out", async () => {
    vi.stubGlobal("navigator", {});
    await putMedia(new Blob(["12345"]), "blob_1");
    expect(await storageReport()).toEqual({
      threads: 1,
      messages: 1,
      promptSets: 0,
      creations: 0,
      media: 1,
      mediaBytes: 5,
    });
  });

  test("is what can be seen: neither deleted conversations nor deleted messages", async () => {
    const gone = { ...message, id: "n", deletedAt: 5 };
    const behind = { ...message, id: "o", parentId: "n" };
    await storedThreads.write({ threadId: "t", messages: [gone, behind], thread: {} });
    expect(await storageReport()).toMatchObject({ threads: 1, messages: 1 });
    await deleteThread("t");
    expect(await storageReport()).toMatchObject({ threads: 0, messages: 0 });
  });

  test("comes with the browser's own figures, and with its answer to our asking", async () => {
    let persisted = false;
    const storage = {
      estimate: async () => ({ usage: 10, quota: 100 }),
      persisted: async () => persisted,
      persist: async () => {
        persisted = true;
        return true;
      },
    };
    vi.stubGlobal("navigator", { storage });
    expect(await storageReport()).toMatchObject({ usage: 10, quota: 100, persisted: false });
    expect(await askToPersistAgain()).toBe(true);
    expect(await storageReport()).toMatchObject({ persisted: true });
  });

  test("is nothing after everything was deleted", async () => {
    await deleteHistory();
    for (const table of history().tables) expect([table.name, await table.count()]).toEqual([table.name, 0]);
  });
});

describe("a save that failed", () => {
  test("for want of room is told from one without storage, however it is wrapped", async () => {
    const quota = new DOMException("full", "QuotaExceededError");
    expect(storageFailureOf(quota)).toBe("full");
    expect(storageFailureOf(new Dexie.AbortError("aborted", quota))).toBe("full");
    expect(storageFailureOf(new Dexie.BulkError("bulk", { 0: quota }))).toBe("full");
    expect(storageFailureOf(new TypeError("x"))).toBe("other");
    expect(storageFailureOf("x")).toBe("other");
    history().close();
    const closed = await history()
      .messages.count()
      .catch((error: unknown) => error);
    expect(storageFailureOf(closed)).toBe("unavailable");
  });
});

describe("a newer page in another tab", () => {
  test("gets the history at once, and this one says that it is outdated", async () => {
    const heard = vi.fn();
    const stop = onHistoryConnection(heard);
    await new Promise((resolve) => {
      const newer = indexedDB.open("siliconflow-playground", history().verno * 10 + 10);
      newer.onsuccess = () => resolve(newer.result.close());
    });
    expect(historyConnection()).toBe("outdated");
    expect(heard).toHaveBeenCalledOnce();
    stop();
  });
});
