import "fake-indexeddb/auto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import type { ChatSession } from "@/lib/chat/chat-session";
import { history } from "@/lib/history/database";
import type { AnswerRecord } from "@/lib/history/record";
import { deleteHistory } from "@/lib/history/storage";
import { storedThreads } from "@/lib/history/stored-threads";
import { threadAddress } from "@/lib/history/thread-address";
import { deleteVotes, votesOn } from "@/lib/history/votes";
import { aliasOf, type Vote } from "@/lib/rounds/round";
import { askBlindly, beginRound, castVote, catchUpVote, laneState } from "./blind-round";
import type { Comparison } from "./comparison";

const id = "round_1";
const models = [
  { model: "Qwen/Qwen3-8B", fields: { enable_thinking: true } },
  { model: "THUDM/GLM-4-9B-0414", fields: {} },
];
const chatOperation = "chat.completions";

/** What our own server knows: the round's vote, and what it was asked. */
let vote: Vote | undefined;
let asked: string[] = [];

/** Our own server, as its interface promises it. */
const server = createServer(async (request, response) => {
  const { method, url = "" } = request;
  const body = await textOf(request);
  asked.push(`${method} ${url} ${body}`);
  const reply = (status: number, value: unknown) => {
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(value));
  };
  const round = () => ({
    id,
    operation: chatOperation,
    lanes: models.map((_, lane) => aliasOf(id, lane)),
    ...(vote && { result: { vote, models } }),
  });
  if (url.startsWith("/api/runs/")) {
    const lane = Number(url.at(-1));
    const output = { state: "completed", parts: [], price: { kind: "known", cny: lane + 1 } };
    const run = { id: url, operation: chatOperation, model: models[lane]?.model, startedAt: 0, input: {} };
    return reply(200, { ...run, attempts: [], output, sequence: 1 });
  }
  if (!url.endsWith("/vote")) return reply(200, round());
  const wanted: { vote: Vote } = JSON.parse(body);
  if (vote && JSON.stringify(vote) !== JSON.stringify(wanted.vote))
    return reply(409, { error: { code: "vote-frozen" } });
  vote = wanted.vote;
  reply(200, round());
});

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const original = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit = {}) =>
    original(`http://127.0.0.1:${port}${path}`, init),
  );
});
afterAll(() => {
  server.close();
});
beforeEach(async () => {
  vote = undefined;
  asked = [];
  await Promise.all(history().tables.map((table) => table.clear()));
});

/** Answers at once; the run of a lane is named by its number. */
function answering(session: ChatSession, lane: number, text: string): void {
  session.attach(async (answer) => {
    const part = { kind: "text" as const, part: "p", choice: 0, text, startedMs: 0 };
    const output = { state: "completed" as const, parts: [part], price: { kind: "unknown" as const } };
    await session.transport.keep({ ...answer, runId: `run${lane}`, sequence: 1, output });
  });
}

async function roundWith(answers: readonly string[], task = "code"): Promise<Comparison> {
  const begun = await beginRound({ lanes: 2, task, pool: null });
  if (!begun.ok) throw new Error(begun.error.code);
  for (const [lane, column] of begun.value.columns.entries())
    answering(begun.value.session(column.id), lane, answers[lane] ?? "");
  await begun.value.send({ text: "Why is the sky blue?" }, askBlindly);
  return begun.value;
}

const answersOf = async (threadId: string) =>
  (await storedThreads.messages(threadId))
    .filter((message): message is AnswerRecord => message.role === "assistant")
    .sort((a, b) => (a.runId ?? "").localeCompare(b.runId ?? ""));
const everythingStored = async () =>
  JSON.stringify(await Promise.all(history().tables.map((table) => table.toArray())));

test("before the vote nothing that is stored names a model, and history leads to the round", async () => {
  const { threadId } = await roundWith(["Light scatters.", "Rayleigh."]);
  const stored = await everythingStored();
  for (const { model } of models) expect(stored).not.toContain(model);
  const thread = await storedThreads.thread(threadId);
  expect(thread && threadAddress(thread)).toBe(`/compare/blind/${threadId}`);
  expect((await answersOf(threadId)).map(({ model }) => model)).toEqual([aliasOf(id, 0), aliasOf(id, 1)]);
});

test("a vote puts models, fields and prices into the answers, which are then a comparison like any other", async () => {
  const { threadId } = await roundWith(["Light scatters.", "Rayleigh."]);
  const cast = await castVote(threadId, id, { kind: "best", lane: 1 });
  expect(cast).toEqual({ ok: true, value: { kind: "best", lane: 1 } });
  const answers = await answersOf(threadId);
  expect(answers.map(({ model }) => model)).toEqual(models.map(({ model }) => model));
  expect(answers.map(({ fields }) => fields)).toEqual(models.map(({ fields }) => fields));
  expect(answers.map(({ output }) => output.price)).toEqual([1, 2].map((cny) => ({ kind: "known", cny })));
  const thread = await storedThreads.thread(threadId);
  expect(thread && threadAddress(thread)).toBe(`/compare/${threadId}`);
  expect(thread?.columns?.map(({ setup }) => setup["model"])).toEqual(models.map(({ model }) => model));
  expect(await everythingStored()).not.toContain("blind:");
  const [kept] = await votesOn(chatOperation);
  expect(kept).toMatchObject({ roundId: id, threadId, task: "code", toldItself: false });
});

test("an answer that is saved late by another tab does not take the model away again", async () => {
  const { threadId } = await roundWith(["Light scatters.", "Rayleigh."]);
  const [late] = await answersOf(threadId);
  await castVote(threadId, id, { kind: "tie" });
  if (late) await storedThreads.saveAnswer(late);
  expect((await answersOf(threadId)).map(({ model }) => model)).toEqual(models.map(({ model }) => model));
});

test("another vote than the first is not taken: the first is what counts and is shown", async () => {
  const { threadId } = await roundWith(["Light scatters.", "Rayleigh."]);
  vote = { kind: "bad" };
  const cast = await castVote(threadId, id, { kind: "best", lane: 0 });
  expect(cast).toEqual({ ok: true, value: { kind: "bad" } });
  expect((await storedThreads.thread(threadId))?.round?.result?.vote).toEqual({ kind: "bad" });
  expect((await votesOn(chatOperation)).map((kept) => kept.vote)).toEqual([{ kind: "bad" }]);
});

test("a vote that reached the server and no more is caught up with, once", async () => {
  const { threadId } = await roundWith(["Light scatters.", "Rayleigh."]);
  await catchUpVote(threadId, id);
  expect((await storedThreads.thread(threadId))?.round?.result).toBeUndefined();
  vote = { kind: "tie" };
  await catchUpVote(threadId, id);
  await catchUpVote(threadId, id);
  expect((await storedThreads.thread(threadId))?.round?.result?.vote).toEqual({ kind: "tie" });
  expect(await votesOn(chatOperation)).toHaveLength(1);
});

test("the vote on an answer that says who it is is marked, with the lane that did", async () => {
  const { threadId } = await roundWith(["I am GLM.", "I am GLM, too."]);
  await castVote(threadId, id, { kind: "best", lane: 0 });
  expect((await storedThreads.thread(threadId))?.round?.result?.toldItself).toEqual([1]);
  expect((await votesOn(chatOperation)).map(({ toldItself }) => toldItself)).toEqual([true]);
});

test("votes that are deleted are gone, and the conversation stays", async () => {
  const { threadId } = await roundWith(["Light scatters.", "Rayleigh."]);
  await castVote(threadId, id, { kind: "tie" });
  await deleteVotes(await votesOn(chatOperation));
  expect(await votesOn(chatOperation)).toEqual([]);
  expect(await answersOf(threadId)).toHaveLength(2);
});

test("«Delete everything» takes the votes too", async () => {
  const { threadId } = await roundWith(["Light scatters.", "Rayleigh."]);
  await castVote(threadId, id, { kind: "tie" });
  expect(await votesOn(chatOperation)).toHaveLength(1);
  await deleteHistory();
  expect(await votesOn(chatOperation)).toEqual([]);
});

test("only a pool of one's own is named to the server", async () => {
  await beginRound({ lanes: 2, task: "", pool: null });
  await beginRound({ lanes: 2, task: "", pool: models });
  expect(asked.map((line) => line.includes("candidates"))).toEqual([false, true]);
});

test("a lane that was never asked keeps nobody waiting once the page was left in between", () => {
  expect(laneState({ busy: false, path: [] }, false)).toBe("running");
  expect(laneState({ busy: false, path: [] }, true)).toBe("interrupted");
  expect(laneState({ busy: true, path: [] }, true)).toBe("running");
});
