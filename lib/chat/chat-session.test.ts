import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { appError } from "@/lib/core/app-error";
import { ok } from "@/lib/core/result";
import { history } from "@/lib/history/database";
import type { AnswerRecord } from "@/lib/history/record";
import { storedThreads } from "@/lib/history/stored-threads";
import { createTemporaryStore } from "@/lib/history/temporary";
import type { ThreadStore } from "@/lib/history/thread-store";
import { loadThread } from "@/lib/history/threads";
import { answerText } from "./answer-words";
import { ChatSession } from "./chat-session";

const request = { model: "m", fields: {} };

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

/** A session whose answers come as soon as they are asked for, in the given words. */
async function sessionOf(store: ThreadStore, words: (answer: AnswerRecord) => string = () => "answer") {
  const loaded = await loadThread(store, "t");
  const session = new ChatSession({
    threadId: "t",
    store,
    kind: "chat",
    loaded,
    prepare: async () => ok(undefined),
  });
  session.attach(async (answer) => {
    const part = { kind: "text" as const, part: "p", choice: 0, text: words(answer), startedMs: 0 };
    const usage = { inputTokens: 3, outputTokens: 2, estimated: false };
    const output = { state: "completed" as const, parts: [part], usage };
    await session.transport.keep({ ...answer, runId: "r", sequence: 1, output });
  });
  return session;
}

/** Has the next answers wait: each comes when its turn is let go. */
function held(session: ChatSession) {
  const waiting: (() => void)[] = [];
  session.attach(async (answer) => {
    await new Promise<void>((resolve) => waiting.push(resolve));
    const part = { kind: "text" as const, part: "p", choice: 0, text: "late", startedMs: 0 };
    await session.transport.keep({
      ...answer,
      runId: "r",
      sequence: 9,
      output: { state: "completed", parts: [part] },
    });
  });
  return { letGo: () => waiting.shift()?.() };
}

const shown = (session: ChatSession) =>
  session.getState().path.map((record) => {
    if (record.role === "assistant") return answerText(record);
    return record.role === "tool" ? "tool" : record.text;
  });
const idAt = (session: ChatSession, index: number) => session.getState().path[index]?.id ?? "";
const versionsAt = (session: ChatSession, index: number) =>
  session.getState().versions.get(idAt(session, index))?.length ?? 0;

describe.each([
  ["kept in this browser", () => storedThreads],
  ["temporary", createTemporaryStore],
])("a conversation that is %s", (_, makeStore) => {
  test("goes question by question and is there again", async () => {
    const store = makeStore();
    const session = await sessionOf(store);
    await session.send({ text: "one" }, request, "Be brief.");
    await session.send({ text: "two" }, request);
    expect(shown(session)).toEqual(["Be brief.", "one", "answer", "two", "answer"]);
    const again = await sessionOf(store);
    expect(shown(again)).toEqual(shown(session));
    expect(again.getState().spending).toMatchObject({ answers: 2, inputTokens: 6, outputTokens: 4 });
    expect(session.getState().spending).toEqual(again.getState().spending);
  });

  test("keeps every answer to a question and shows the one that was chosen", async () => {
    let count = 0;
    const session = await sessionOf(makeStore(), () => `answer ${++count}`);
    await session.send({ text: "q" }, request);
    await session.regenerate(idAt(session, 1), request);
    expect(shown(session)).toEqual(["q", "answer 2"]);
    expect(versionsAt(session, 1)).toBe(2);
    await session.send({ text: "next" }, request);
    const [first = ""] = session.getState().versions.get(idAt(session, 1)) ?? [];
    await session.showVersion(first);
    expect(shown(session)).toEqual(["q", "answer 1"]);
    await session.showVersion(session.getState().versions.get(first)?.[1] ?? "");
    expect(shown(session)).toEqual(["q", "answer 2", "next", "answer 3"]);
  });

  test("asked again in other words keeps the branch with the old ones", async () => {
    const session = await sessionOf(makeStore());
    await session.send({ text: "old" }, request);
    await session.send({ text: "more" }, request);
    await session.ask(idAt(session, 0), { text: "new" }, request);
    expect(shown(session)).toEqual(["new", "answer"]);
    expect(versionsAt(session, 0)).toBe(2);
    const [old = ""] = session.getState().versions.get(idAt(session, 0)) ?? [];
    await session.showVersion(old);
    expect(shown(session)).toEqual(["old", "answer", "more", "answer"]);
  });

  test("with a message put in other words goes on behind them, and keeps the old words", async () => {
    const store = makeStore();
    const session = await sessionOf(store);
    await session.send({ text: "q" }, request);
    await session.send({ text: "r" }, request);
    await session.reword(idAt(session, 1), "my own words");
    expect(shown(session)).toEqual(["q", "my own words", "r", "answer"]);
    expect(versionsAt(session, 1)).toBe(2);
    expect(session.getState().path[1]).toMatchObject({ edited: true });
    expect(shown(await sessionOf(store))).toEqual(shown(session));
  });

  test("loses nothing when a message is sent while another is being changed", async () => {
    const session = await sessionOf(makeStore());
    await session.send({ text: "q" }, request, "Be brief.");
    await Promise.all([
      session.setSystemPrompt("Be long."),
      session.send({ text: "r" }, request),
      session.delete("nothing"),
    ]);
    expect(shown(session)).toEqual(["Be long.", "q", "answer", "r", "answer"]);
    expect(session.getState().busy).toBe(false);
  });

  test("takes instructions at any time, and other ones later", async () => {
    const session = await sessionOf(makeStore());
    await session.send({ text: "q" }, request);
    await session.setSystemPrompt("Be brief.");
    expect(shown(session)).toEqual(["Be brief.", "q", "answer"]);
    await session.setSystemPrompt("Be long.");
    expect(shown(session)).toEqual(["Be long.", "q", "answer"]);
    expect(versionsAt(session, 0)).toBe(2);
  });

  test("gets back what was deleted, with all that followed", async () => {
    const session = await sessionOf(makeStore());
    await session.send({ text: "q" }, request);
    await session.send({ text: "r" }, request);
    const gone = idAt(session, 2);
    await session.delete(gone);
    expect(shown(session)).toEqual(["q", "answer"]);
    await session.restore(gone);
    expect(shown(session)).toEqual(["q", "answer", "r", "answer"]);
  });

  test("shows another version when one is deleted", async () => {
    let count = 0;
    const session = await sessionOf(makeStore(), () => `answer ${++count}`);
    await session.send({ text: "q" }, request);
    await session.regenerate(idAt(session, 1), request);
    await session.delete(idAt(session, 1));
    expect(shown(session)).toEqual(["q", "answer 1"]);
  });

  test("goes on with an answer that was cut, and keeps the cut one", async () => {
    const session = await sessionOf(makeStore(), ({ continues }) => (continues ? "a time." : "Once upon "));
    await session.send({ text: "q" }, request);
    await session.continue(idAt(session, 1), request, "prefix");
    expect(shown(session)).toEqual(["q", "Once upon a time."]);
    expect(versionsAt(session, 1)).toBe(2);
  });

  test("answers a question that lost its answer", async () => {
    const session = await sessionOf(makeStore());
    await session.send({ text: "q" }, request);
    await session.delete(idAt(session, 1));
    expect(shown(session)).toEqual(["q"]);
    await session.run(request);
    expect(shown(session)).toEqual(["q", "answer"]);
  });

  test("asks once more under the same key for an answer whose request may not have arrived", async () => {
    const session = await sessionOf(makeStore());
    session.attach(async (answer) => {
      const output = { state: "failed" as const, parts: [], error: appError("server-unreachable") };
      await session.transport.keep({ ...answer, output });
    });
    await session.send({ text: "q" }, request);
    const first = idAt(session, 1);
    await session.regenerate(first, request);
    expect(idAt(session, 1)).toBe(first);
    expect(versionsAt(session, 1)).toBe(1);
    await session.regenerate(first, { ...request, model: "another" });
    expect(idAt(session, 1)).not.toBe(first);
    expect(versionsAt(session, 1)).toBe(2);
  });

  test("says that it did not take what is sent while an answer comes in", async () => {
    const session = await sessionOf(makeStore());
    const { letGo } = held(session);
    let taken = false;
    const first = session.send({ text: "q" }, request, "", () => {
      taken = true;
    });
    expect(await session.send({ text: "lost?" }, request)).toBe(false);
    expect(taken).toBe(true);
    expect(await session.regenerate(idAt(session, 1), request)).toBe(false);
    letGo();
    expect(await first).toBe(true);
    expect(shown(session)).toEqual(["q", "late"]);
  });

  test("is idle only when what was asked for has been answered", async () => {
    const session = await sessionOf(makeStore());
    const { letGo } = held(session);
    const sent = session.send({ text: "q" }, request);
    let idle = false;
    const waited = session.idle().then(() => {
      idle = true;
    });
    await vi.waitFor(() => expect(session.getState().busy).toBe(true));
    expect(idle).toBe(false);
    letGo();
    await Promise.all([sent, waited]);
    expect(session.getState().busy).toBe(false);
  });

  test("takes instructions that were written while an answer came in, once", async () => {
    const session = await sessionOf(makeStore());
    const { letGo } = held(session);
    const sent = session.send({ text: "q" }, request, "Be brief.");
    await vi.waitFor(() => expect(session.getState().busy).toBe(true));
    const set = session.setSystemPrompt("Be long.");
    const again = session.setSystemPrompt("Be long.");
    letGo();
    await Promise.all([sent, set, again]);
    expect(shown(session)).toEqual(["Be long.", "q", "late"]);
    expect(versionsAt(session, 0)).toBe(2);
  });

  test("leaves everything as it is when a message is meant that is not there", async () => {
    const session = await sessionOf(makeStore());
    await session.send({ text: "q" }, request);
    await session.send({ text: "r" }, request);
    expect(await session.regenerate("gone", request)).toBe(false);
    expect(await session.ask("gone", { text: "x" }, request)).toBe(false);
    expect(await session.continue("gone", request, "prefix")).toBe(false);
    expect(shown(session)).toEqual(["q", "answer", "r", "answer"]);
  });

  test("keeps the choice that was taken while the answer came in", async () => {
    const store = makeStore();
    const session = await sessionOf(store);
    session.attach(async (answer) => {
      await session.transport.keep({ ...answer, runId: "r", sequence: 1 });
      await session.choose(answer.id, 1);
      const part = { kind: "text" as const, part: "p", text: "one", startedMs: 0 };
      const parts = [
        { ...part, choice: 0 },
        { ...part, part: "p2", choice: 1, text: "two" },
      ];
      await session.transport.keep({
        ...answer,
        runId: "r",
        sequence: 2,
        output: { state: "completed", parts },
      });
    });
    await session.send({ text: "q" }, request);
    expect(shown(session)).toEqual(["q", "two"]);
    expect(shown(await sessionOf(store))).toEqual(["q", "two"]);
    await session.choose(idAt(session, 1), 0);
    expect(shown(await sessionOf(store))).toEqual(["q", "one"]);
  });

  test("saves how far an answer has come where it stands by now, and hidden if it was hidden", async () => {
    const store = makeStore();
    const session = await sessionOf(store);
    await session.send({ text: "q" }, request);
    const before = session.getState().path[1];
    if (before?.role !== "assistant") throw new Error("no answer");
    await session.reword(idAt(session, 0), "q, better");
    await session.delete(before.id);
    await store.saveAnswer({ ...before, sequence: 5 });
    expect(shown(await sessionOf(store))).toEqual(["q, better"]);
    await session.restore(before.id);
    expect(shown(await sessionOf(store))).toEqual(["q, better", "answer"]);
  });

  test("goes on with a cut answer without the text that it had begun with as a field", async () => {
    const session = await sessionOf(makeStore(), ({ continues }) => (continues ? "there" : "nothing"));
    const begun = { model: "m", fields: { prefix: "Dear ", seed: 1 } };
    await session.send({ text: "q" }, begun);
    await session.continue(idAt(session, 1), begun, "request");
    const answer = session.getState().path[1];
    expect(answer).toMatchObject({ fields: { seed: 1 }, continues: { text: "Dear there", by: "request" } });
    expect(answer).not.toHaveProperty("fields.prefix");
  });

  test("never saves an earlier state of an answer over a later one", async () => {
    const store = makeStore();
    const session = await sessionOf(store);
    await session.send({ text: "q" }, request);
    const answer = session.getState().path[1];
    if (answer?.role !== "assistant") throw new Error("no answer");
    await store.saveAnswer({ ...answer, sequence: 0, output: { state: "running", parts: [] } });
    expect(shown(await sessionOf(store))).toEqual(["q", "answer"]);
  });
});

describe("two tabs of one conversation", () => {
  test("both keep what each of them sent", async () => {
    const first = await sessionOf(storedThreads);
    await first.send({ text: "start" }, request);
    const second = await sessionOf(storedThreads);
    await Promise.all([
      first.send({ text: "from one" }, request),
      second.send({ text: "from two" }, request),
    ]);
    const all = (await storedThreads.messages("t")).flatMap((record) =>
      record.role === "user" ? record.text : [],
    );
    expect(all.sort()).toEqual(["from one", "from two", "start"]);
    const revision = (await storedThreads.thread("t"))?.revision ?? 0;
    await first.changedElsewhere(revision);
    expect(shown(first)).toHaveLength(4);
    expect(versionsAt(first, 2)).toBe(2);
  });

  test("one that only looks is told of what the other did", async () => {
    const first = await sessionOf(storedThreads);
    await first.send({ text: "q" }, request);
    const second = await sessionOf(storedThreads);
    await first.reword(idAt(first, 0), "q, better");
    await second.changedElsewhere((await storedThreads.thread("t"))?.revision ?? 0);
    expect(shown(second)).toEqual(["q, better", "answer"]);
  });
});

describe("a browser that stores nothing any more", () => {
  test("goes on in the page and says so", async () => {
    const broken: ThreadStore = {
      ...createTemporaryStore(),
      write: () => Promise.reject(new DOMException("full", "QuotaExceededError")),
      saveAnswer: () => Promise.reject(new DOMException("full", "QuotaExceededError")),
    };
    const session = await sessionOf(broken);
    await session.send({ text: "q" }, request);
    await session.send({ text: "r" }, request);
    expect(shown(session)).toEqual(["q", "answer", "r", "answer"]);
    expect(session.getState().saveFailure).toMatchObject({ name: "QuotaExceededError" });
  });
});

describe("tools", () => {
  const call = (id: string) => ({
    kind: "tool-call" as const,
    part: id,
    choice: 0,
    text: "{}",
    toolCallId: id,
    name: "clock",
    startedMs: 0,
  });

  test("hand their results to the model that called them, which is not made to call again", async () => {
    const session = await sessionOf(storedThreads);
    session.attach(async (record) => {
      const calls = session.getState().path.length <= 2;
      const said = { ...call("p"), kind: "text" as const, text: "answer" };
      const output = { state: "completed" as const, parts: [calls ? call("c") : said] };
      await session.transport.keep({ ...record, runId: "r", sequence: 1, output });
    });
    const fields = { tools: [{}], tool_choice: "required", temperature: 1 };
    await session.send({ text: "What time is it?" }, { model: "m", fields, builtInTools: ["clock"] });
    await session.giveResults([{ toolCallId: "c", name: "clock", content: "noon", by: "browser" }]);
    expect(shown(session)).toEqual(["What time is it?", "", "tool", "answer"]);
    expect(session.getState().path[3]).toMatchObject({
      fields: { tools: [{}], temperature: 1 },
      builtInTools: ["clock"],
    });
    expect(session.getState().path[3]).not.toHaveProperty("fields.tool_choice");
  });
});
