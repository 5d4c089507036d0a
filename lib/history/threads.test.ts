import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { history } from "./database";
import type { AnswerRecord, UserRecord } from "./record";
import { deleteThread, listThreads, removeDeleted, restoreThread } from "./thread-list";
import { addAnswer, addTurn, loadThread, runningAnswer, saveAnswer, showVersion } from "./threads";

beforeEach(async () => {
  await history().threads.clear();
  await history().messages.clear();
});

let clock = 0;
const question = (id: string, parentId: string | null = null, threadId = "t"): UserRecord => ({
  id,
  threadId,
  parentId,
  createdAt: ++clock,
  role: "user",
  text: `question ${id}`,
});
const answer = (id: string, parentId: string, threadId = "t"): AnswerRecord => ({
  id,
  threadId,
  parentId,
  createdAt: ++clock,
  role: "assistant",
  model: "m",
  enableThinking: null,
  sequence: 0,
  output: { state: "running", parts: [] },
});
const ids = async () => (await loadThread("t"))?.path.map((record) => record.id);

describe("a conversation", () => {
  test("is there from its first message on, with its first words as title", async () => {
    await addTurn({ ...question("q1"), text: "  Why is\nthe sky blue?" }, answer("a1", "q1"));
    expect(await listThreads(10)).toMatchObject([{ id: "t", title: "Why is the sky blue?" }]);
    expect(await ids()).toEqual(["q1", "a1"]);
    expect(await runningAnswer("t")).toMatchObject({ id: "a1" });
  });

  test("keeps every answer to a question and shows the one that was chosen", async () => {
    await addTurn(question("q1"), answer("a1", "q1"));
    await addAnswer(answer("a2", "q1"));
    await addTurn(question("q2", "a2"), answer("a3", "q2"));
    expect(await ids()).toEqual(["q1", "a2", "q2", "a3"]);
    expect((await loadThread("t"))?.versions.get("a2")).toEqual(["a1", "a2"]);
    await showVersion("t", "a1");
    expect(await ids()).toEqual(["q1", "a1"]);
    await showVersion("t", "a2");
    expect(await ids()).toEqual(["q1", "a2", "q2", "a3"]);
  });

  test("never goes back to an earlier state of an answer", async () => {
    await addTurn(question("q1"), answer("a1", "q1"));
    await saveAnswer({ ...answer("a1", "q1"), sequence: 9, output: { state: "completed", parts: [] } });
    await saveAnswer({ ...answer("a1", "q1"), sequence: 4 });
    expect(await runningAnswer("t")).toBeUndefined();
  });

  test("that was deleted comes back until it is removed for good", async () => {
    await addTurn(question("q1"), answer("a1", "q1"));
    await deleteThread("t");
    expect(await listThreads(10)).toEqual([]);
    await restoreThread("t");
    expect(await ids()).toEqual(["q1", "a1"]);
    await deleteThread("t");
    await removeDeleted(Date.now() + 1);
    await restoreThread("t");
    expect(await loadThread("t")).toBeUndefined();
    expect(await history().messages.count()).toBe(0);
  });

  test("that this version cannot read is left out of the view and stays in the store", async () => {
    await addTurn(question("q1"), answer("a1", "q1"));
    await history().table("messages").update("a1", { model: 7 });
    expect(await ids()).toEqual([]);
    expect(await history().messages.count()).toBe(2);
  });
});
