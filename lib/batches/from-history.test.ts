import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { history } from "@/lib/history/database";
import type { MessageRecord } from "@/lib/history/record";
import { storedThreads } from "@/lib/history/stored-threads";
import { addMessages } from "@/lib/history/threads";
import { emptyOutput } from "@/lib/runs/snapshot";
import { checkFile } from "./check-file";
import { fileOfChats, listChats } from "./from-chats";
import { listSetTables } from "./from-set";

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

const base = (threadId: string, id: string, parentId: string | null) => ({
  id: `${threadId}-${id}`,
  threadId,
  parentId: parentId && `${threadId}-${parentId}`,
  createdAt: Number(id),
});

function conversation(threadId: string, last: Partial<MessageRecord> = {}): MessageRecord[] {
  const output = emptyOutput();
  const part = { choice: 0, startedMs: 0 };
  output.parts = [
    { ...part, kind: "reasoning", part: "r", text: "Hm." },
    { ...part, kind: "text", part: "t", text: "Two." },
  ];
  return [
    { ...base(threadId, "1", null), role: "system", text: "Be short." },
    { ...base(threadId, "2", "1"), role: "user", text: "1+1?" },
    {
      ...base(threadId, "3", "2"),
      role: "assistant",
      model: "old",
      fields: {},
      output: { ...output, state: "completed" },
      sequence: 1,
    },
    { ...base(threadId, "4", "3"), role: "user", text: "And 2+2?", ...last } as MessageRecord,
  ];
}

describe("chosen chats", () => {
  test("become their last questions, with instructions and what was said before, without thinking", async () => {
    await addMessages(storedThreads, { threadId: "a", messages: conversation("a") });
    const url = { kind: "url", url: "https://x/y.png" } as const;
    const picture = { kind: "image", id: "p", name: "y.png", source: url } as const;
    await addMessages(storedThreads, {
      threadId: "b",
      messages: conversation("b", { attachments: [picture] } as Partial<MessageRecord>),
    });
    expect((await listChats()).map(({ id }) => id).toSorted()).toEqual(["a", "b"]);
    const { file, leftOut } = await fileOfChats(["a", "b", "gone"], "m");
    expect(leftOut).toBe(2);
    expect(JSON.parse(await file.text())).toEqual({
      custom_id: "chat-a",
      method: "POST",
      url: "/v1/chat/completions",
      body: {
        model: "m",
        messages: [
          { role: "system", content: "Be short." },
          { role: "user", content: "1+1?" },
          { role: "assistant", content: "Two." },
          { role: "user", content: "And 2+2?" },
        ],
      },
    });
    expect((await checkFile(file, { takesBatches: () => true })).found).toBe(0);
  });
});

describe("a prompt set", () => {
  const set = {
    id: "s",
    title: "Capitals",
    createdAt: 1,
    updatedAt: 1,
    systemTemplate: "",
    template: "Capital of {{country}}?",
    rows: [{ country: "France", answer: "Paris" }],
    columns: ["m", "n", "m"].map((model, id) => ({ id: String(id), setup: { model } })),
    judge: { kind: "exact" as const, expected: "{{answer}}", trim: true, ignoreCase: true },
    concurrency: 4,
  };

  test("is a table with its template, each of its models once, and what its judge expects", async () => {
    await history().promptSets.bulkPut([set, { ...set, id: "empty", rows: [] }]);
    expect(await listSetTables()).toEqual([
      {
        id: "s",
        title: "Capitals",
        rows: set.rows,
        template: set.template,
        systemTemplate: "",
        models: ["m", "n"],
        expectedColumn: "answer",
      },
    ]);
  });
});
