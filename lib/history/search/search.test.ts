import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { history } from "../database";
import type { AnswerRecord, MessageRecord, UserRecord } from "../record";
import { storedThreads } from "../stored-threads";
import { deleteThread, deleteThreadsForGood, removeDeleted, renameThread } from "../thread-list";
import { fold } from "./fold";
import { indexStep } from "./indexer";
import { searchMessages } from "./search-messages";
import type { MessageHit } from "./search-protocol";
import { searchTitles } from "./search-titles";
import { searchableText } from "./searchable-text";

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

let clock = 0;
let number = 0;
const user = (text: string, threadId = "t"): UserRecord => ({
  id: `m${++number}`,
  threadId,
  parentId: null,
  createdAt: ++clock,
  role: "user",
  text,
});
const answer = (texts: string[], thinking = ""): AnswerRecord => ({
  id: `m${++number}`,
  threadId: "t",
  parentId: null,
  createdAt: ++clock,
  role: "assistant",
  model: "m",
  fields: {},
  sequence: 1,
  output: {
    state: "completed",
    parts: [
      { kind: "reasoning", part: "r", choice: 0, text: thinking, startedMs: 0 },
      ...texts.map((text, choice) => ({
        kind: "text" as const,
        part: `t${choice}`,
        choice,
        text,
        startedMs: 0,
      })),
    ],
  },
});

const store = (messages: MessageRecord[], title = "a title", threadId = "t") =>
  storedThreads.write({ threadId, messages, thread: { title } });

async function indexAll(): Promise<void> {
  // Few messages wait in a test: mark them as too many do.
  await history().unindexed.toCollection().modify({ gone: 1 });
  while (await indexStep());
}

async function find(query: string, limit = 1000): Promise<MessageHit[]> {
  const found: MessageHit[] = [];
  await searchMessages({ query, limit, wanted: () => true }, (hits) => found.push(...hits));
  return found;
}
const idsFor = async (query: string) => new Set((await find(query)).map(({ messageId }) => messageId));

const word = fc.oneof(
  fc.constantFrom(
    "深度学习",
    "学习",
    "机器",
    "😀",
    "👨‍👩‍👧",
    "Straße",
    "ΟΔΟΣ",
    "İstanbul",
    "ﬁne",
    "Ｆｕｌｌ",
    "e\u0301",
    "\n",
    "  ",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.string({ unit: "grapheme", maxLength: 6 }),
  fc.stringMatching(/^[a-cA-C中文]{1,6}$/),
);
const text = fc.array(word, { minLength: 1, maxLength: 12 }).map((words) => words.join(""));

describe("search", () => {
  test("finds exactly what reading every message finds, indexed or not", async () => {
    const texts = fc.array(text, { minLength: 1, maxLength: 8 });
    const property = fc.asyncProperty(
      texts,
      texts,
      fc.nat(),
      fc.nat(),
      fc.nat(5),
      async (early, late, which, from, length) => {
        await Promise.all(history().tables.map((table) => table.clear()));
        const indexed = early.map((words) => user(words));
        await store(indexed);
        await indexAll();
        expect(await history().unindexed.count()).toBe(0);
        const waiting = late.map((words) => user(words));
        await store(waiting);
        const all = [...indexed, ...waiting];
        const source = all[which % all.length]?.text ?? "";
        const start = from % source.length;
        const query = source.slice(start, start + 1 + length);
        const naive = all.filter(
          (record) => fold(query) && fold(searchableText(record)).includes(fold(query)),
        );
        expect(await idsFor(query)).toEqual(new Set(naive.map(({ id }) => id)));
      },
    );
    await fc.assert(property, { numRuns: 150 });
  });

  test("marks what was found, whatever folding did to the text before it", async () => {
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        await Promise.all(history().tables.map((table) => table.clear()));
        await store([user(`${before} 机器学习 ${after}`)]);
        const [hit] = await find("机器学习");
        expect(fold(hit?.snippet.match ?? "")).toContain("机器学习");
      }),
      { numRuns: 50 },
    );
  });

  test("looks into questions, every choice of an answer, tool results and names of files, not into thinking", async () => {
    await store([
      { ...user("问题一"), attachments: [{ kind: "text", id: "f", name: "报告.txt", text: "" }] },
      answer(["first choice", "second choice"], "secret thought"),
      { ...user(""), role: "tool", results: [{ toolCallId: "c", name: "n", content: "晴天", by: "person" }] },
    ]);
    await indexAll();
    for (const query of ["题", "报告", "FIRST", "second ch", "晴"])
      expect((await find(query)).length).toBe(1);
    expect(await find("secret")).toEqual([]);
  });

  test("finds an answer's words again after the answer has changed, and not what it no longer says", async () => {
    const record = answer(["old words"]);
    await store([record]);
    await indexAll();
    await store([{ ...record, output: { ...record.output, parts: answer(["new words"]).output.parts } }]);
    expect(await find("old words")).toEqual([]);
    expect((await find("new words")).length).toBe(1);
    await indexAll();
    expect((await find("new words")).length).toBe(1);
    expect(await history().searchDocuments.toArray()).toMatchObject([{ ids: [record.id] }]);
  });

  test("forgets the words of conversations that were taken away", async () => {
    await store([user("机密内容")]);
    await store([user("其他内容", "u")], "other", "u");
    await indexAll();
    const size = async () =>
      (await history().searchBlocks.toArray()).reduce((sum, { bytes }) => sum + bytes.length, 0);
    const before = await size();
    await deleteThread("t");
    expect(await find("机密")).toEqual([]);
    await removeDeleted(Date.now() + 1);
    while (await indexStep());
    expect(await history().searchDocuments.toArray()).toMatchObject([{ ids: [expect.any(String)] }]);
    expect(await size()).toBeLessThan(before);
    await deleteThreadsForGood(["u"]);
    while (await indexStep());
    expect(await history().searchBlocks.count()).toBe(0);
  });

  test("leaves out what is hidden because a message before it was deleted", async () => {
    const first = user("第一条");
    const second = { ...user("第二条"), parentId: first.id };
    await store([{ ...first, deletedAt: 5 }, second]);
    await indexAll();
    expect(await find("条")).toEqual([]);
  });

  test("gives the newest first when it gives only some", async () => {
    const records = Array.from({ length: 300 }, (_, at) => user(`共同 ${at}`));
    await store(records.slice(150));
    await indexAll();
    await store(records.slice(0, 150));
    await indexAll();
    const found = (await find("共同", 10)).sort((a, b) => b.createdAt - a.createdAt).slice(0, 10);
    expect(found.map(({ messageId }) => messageId)).toEqual(
      records
        .slice(-10)
        .reverse()
        .map(({ id }) => id),
    );
  });

  test("keeps few segments however often it is brought up to date", async () => {
    for (let round = 0; round < 20; round += 1) {
      await store([user(`第 ${round} 轮`)]);
      await indexAll();
    }
    expect(await history().searchSegments.count()).toBeLessThan(9);
    expect((await find("轮")).length).toBe(20);
  });

  test("stops when somebody asks for something else", async () => {
    await store(Array.from({ length: 300 }, () => user("共同")));
    await indexAll();
    let batches = 0;
    await searchMessages({ query: "共", limit: 300, wanted: () => batches === 0 }, () => {
      batches += 1;
    });
    expect(batches).toBe(1);
  });

  test("finds titles by any part of them", async () => {
    await store([user("x")], "关于量子计算的对话");
    expect(await searchTitles("量子", 10)).toMatchObject([
      { threadId: "t", title: { before: "关于", match: "量子", after: "计算的对话" } },
    ]);
    expect(await searchTitles("没有", 10)).toEqual([]);
    await renameThread("t", "没有名字");
    expect(await searchTitles("没有", 10)).toMatchObject([{ threadId: "t" }]);
  });
});
