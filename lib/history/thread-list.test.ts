import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { history } from "./database";
import { saveDraft } from "./drafts";
import { showMessage } from "./show-message";
import { storedThreads } from "./stored-threads";
import {
  deleteThread,
  deleteThreadsForGood,
  listThreads,
  pinThread,
  removeDeleted,
  renameThread,
  restoreThread,
  suggestTitle,
} from "./thread-list";
import { loadThread } from "./threads";

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

const message = (id: string, parentId: string | null = null, threadId = "t") => ({
  id,
  threadId,
  parentId,
  createdAt: Number(id.replace(/\D/g, "")),
  role: "user" as const,
  text: id,
});
const store = (threadId: string, updatedAt: number) =>
  storedThreads.write({
    threadId,
    messages: [message(`${threadId}1`, null, threadId)],
    thread: { title: threadId, leafId: `${threadId}1`, updatedAt },
  });
const ids = async (limit = 10) => {
  const { pinned, threads } = await listThreads(limit);
  return [pinned.map(({ id }) => id), threads.map(({ id }) => id)];
};

describe("the list", () => {
  test("has the newest first and the last pinned on top, and says whether there is more", async () => {
    for (const [index, id] of ["a", "b", "c", "d"].entries()) await store(id, index + 1);
    await pinThread("a", true);
    await history().threads.update("a", { pinnedAt: 1 });
    await pinThread("c", true);
    expect(await ids()).toEqual([
      ["c", "a"],
      ["d", "b"],
    ]);
    await pinThread("c", false);
    expect(await ids()).toEqual([["a"], ["d", "c", "b"]]);
    expect((await listThreads(2)).more).toBe(true);
    expect((await listThreads(5)).more).toBe(false);
  });

  test("shows what was deleted no more, and again when that is undone", async () => {
    await store("a", 1);
    await deleteThread("a");
    expect(await ids()).toEqual([[], []]);
    await restoreThread("a");
    expect(await ids()).toEqual([[], ["a"]]);
  });

  test("keeps the name that a person gave", async () => {
    await store("a", 1);
    await suggestTitle("a", "by a model");
    expect(await history().threads.get("a")).toMatchObject({ title: "by a model", titledBy: "model" });
    await renameThread("a", "mine");
    await suggestTitle("a", "by a model");
    expect(await history().threads.get("a")).toMatchObject({ title: "mine", titledBy: "person" });
  });
});

describe("what is deleted", () => {
  test("goes for good, with all that belongs to it, only when it is old", async () => {
    await store("a", 1);
    await store("b", 2);
    await saveDraft("a", { text: "draft" });
    await deleteThread("a");
    expect(await removeDeleted(Date.now() - 1000)).toBe(false);
    expect(await removeDeleted(Date.now() + 1000)).toBe(true);
    expect(await history().messages.toCollection().primaryKeys()).toEqual(["b1"]);
    expect(await history().drafts.count()).toBe(0);
    await deleteThreadsForGood(["b"]);
    expect(await history().messages.count()).toBe(0);
  });

  test("of a conversation goes with all that followed it, and nothing else", async () => {
    const kept = [message("m1"), message("m2", "m1")];
    const gone = [{ ...message("m3", "m1"), deletedAt: 5 }, message("m4", "m3"), message("m5", "m4")];
    const later = [{ ...message("m6", "m2"), deletedAt: Date.now() }, message("m7", "m6")];
    await storedThreads.write({ threadId: "t", messages: [...kept, ...gone, ...later], thread: {} });
    expect(await removeDeleted(1000)).toBe(true);
    expect(await history().messages.toCollection().primaryKeys()).toEqual(["m1", "m2", "m6", "m7"]);
  });
});

test("a message that was found is on the branch that its conversation shows", async () => {
  const messages = [message("m1"), message("m2", "m1"), message("m3", "m1"), message("m4", "m2")];
  await storedThreads.write({ threadId: "t", messages, thread: { leafId: "m3" } });
  const path = async () => (await loadThread(storedThreads, "t"))?.path.map(({ id }) => id);
  expect(await showMessage("t", "m3")).toBe("/chat/t?message=m3");
  expect(await path()).toEqual(["m1", "m3"]);
  await showMessage("t", "m2");
  expect(await path()).toEqual(["m1", "m2", "m4"]);
});
