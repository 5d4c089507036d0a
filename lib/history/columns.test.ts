import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { changeColumns, columnStore } from "./columns";
import { history } from "./database";
import type { ColumnRecord, UserRecord } from "./record";
import { storedThreads } from "./stored-threads";
import { addMessages, forkThread, loadThread } from "./threads";

const threadId = "comparison";
const column = (id: string): ColumnRecord => ({ id, leafId: "", revision: 0, setup: { model: id } });
const question = (id: string): UserRecord => ({
  id,
  threadId,
  parentId: null,
  createdAt: 1,
  role: "user",
  text: `Words of ${id}`,
});

beforeEach(async () => {
  await Promise.all([history().threads.clear(), history().messages.clear()]);
  await storedThreads.write({
    threadId,
    messages: [],
    thread: { title: "Asked", kind: "compare", columns: [column("left"), column("right")] },
  });
});

describe("a comparison's columns", () => {
  test("are conversations that do not see each other", async () => {
    await Promise.all(
      ["left", "right"].map((id) =>
        addMessages(columnStore(id), { threadId, messages: [question(`question ${id}`)] }),
      ),
    );
    const left = await loadThread(columnStore("left"), threadId);
    expect(left?.path.map(({ id }) => id)).toEqual(["question left"]);
    expect(left?.records).toHaveLength(1);
    expect((await storedThreads.thread(threadId))?.columns?.map(({ leafId }) => leafId)).toEqual([
      "question left",
      "question right",
    ]);
  });

  test("have a revision of their own: what one does makes no other read again", async () => {
    const revision = await addMessages(columnStore("left"), { threadId, messages: [question("one")] });
    expect(revision).toBe(1);
    expect((await columnStore("right").thread(threadId))?.revision).toBe(0);
    expect((await storedThreads.thread(threadId))?.revision).toBe(2);
  });

  test("can be moved, set up and taken out while answers are being stored", async () => {
    await Promise.all([
      changeColumns(threadId, (columns) => columns.toReversed()),
      addMessages(columnStore("left"), { threadId, messages: [question("one")] }),
      changeColumns(threadId, (columns) => columns.map((known) => ({ ...known, removedAt: 5 }))),
    ]);
    const columns = (await storedThreads.thread(threadId))?.columns;
    expect(columns?.map(({ id }) => id)).toEqual(["right", "left"]);
    expect(columns?.map(({ leafId }) => leafId)).toEqual(["", "one"]);
    expect(columns?.every(({ removedAt }) => removedAt === 5)).toBe(true);
  });

  test("go on alone as a chat that knows nothing of the comparison", async () => {
    await addMessages(columnStore("left"), { threadId, messages: [question("one")] });
    const forkId = await forkThread(columnStore("left"), {
      threadId,
      messageId: "one",
      title: "Alone",
      target: storedThreads,
    });
    const fork = await loadThread(storedThreads, forkId ?? "");
    expect(fork?.thread.kind).toBeUndefined();
    expect(fork?.thread.columns).toBeUndefined();
    expect(fork?.path.map(({ column: place }) => place)).toEqual([undefined]);
  });
});
