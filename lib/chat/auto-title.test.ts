import "fake-indexeddb/auto";
import { once } from "node:events";
import { createServer } from "node:http";
import { text as textOf } from "node:stream/consumers";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { history } from "@/lib/history/database";
import { storedThreads } from "@/lib/history/stored-threads";
import { renameThread } from "@/lib/history/thread-list";
import type { ModelSummary } from "@/lib/models/model-summary";
import { modelOf } from "@/lib/models/test-model";
import { titleThread } from "./auto-title";

/** Our server's side of the wire: a list of models, and runs that say what a test wants. */
let said = "";
let end: "completed" | "failed" = "completed";
const model = (id: string, free: boolean, thinking: ModelSummary["thinking"]) =>
  modelOf({ id, free, thinking, tools: true });
let models = [
  model("paid/m", false, "never"),
  model("free/thinker", true, "always"),
  model("free/m", true, "switchable"),
];
let asked: { key: string | undefined; body: { input: Record<string, unknown> } }[] = [];

const server = createServer(async (request, response) => {
  if (request.url === "/api/models") {
    response.end(JSON.stringify({ models, fetchedAt: 1, stale: false }));
    return;
  }
  asked.push({
    key: request.headers["idempotency-key"]?.toString(),
    body: JSON.parse(await textOf(request)),
  });
  const events = [
    { type: "text-start", part: "0", choice: 0, at: 1 },
    { type: "text-delta", part: "0", delta: said, at: 2 },
    { type: "run-end", state: end, at: 3 },
  ];
  response.writeHead(201, { "content-type": "text/event-stream", "x-run-id": "run_1" });
  response.end(events.map((event, at) => `id: ${at + 1}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
});

beforeAll(async () => {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  const url = typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
  const original = fetch;
  vi.stubGlobal("fetch", (path: string, init: RequestInit) => original(url + path, init));
});
afterAll(() => {
  vi.unstubAllGlobals();
  server.close();
  server.closeAllConnections();
});
beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
  asked = [];
  end = "completed";
  const base = { threadId: "t", createdAt: 1 };
  await storedThreads.write({
    threadId: "t",
    messages: [
      { ...base, id: "q", parentId: null, role: "user", text: "天空为什么是蓝色的？" },
      {
        ...base,
        id: "a",
        parentId: "q",
        role: "assistant",
        model: "m",
        fields: {},
        sequence: 1,
        output: {
          state: "completed",
          parts: [{ kind: "text", part: "0", choice: 0, text: "因为散射。", startedMs: 0 }],
        },
      },
    ],
    thread: { title: "天空为什么是蓝色的？", leafId: "a" },
  });
});

const title = async () => (await history().threads.get("t"))?.title;

describe("the title by a model", () => {
  test("comes from a free model with thinking off, and costs few tokens", async () => {
    said = "标题：“天空的颜色”\n";
    await titleThread("t");
    expect(await title()).toBe("天空的颜色");
    expect(asked).toMatchObject([
      { key: "title-t", body: { input: { model: "free/m", max_tokens: 40, enable_thinking: false } } },
    ]);
  });

  test("is asked for once", async () => {
    said = "Sky";
    await titleThread("t");
    await titleThread("t");
    expect(asked.length).toBe(1);
  });

  test("never replaces one that a person gave, not even one given meanwhile", async () => {
    said = "Sky";
    await renameThread("t", "Mine");
    await titleThread("t");
    expect(asked).toEqual([]);
    await history().threads.update("t", { titledBy: "words", title: "words" });
    const titling = titleThread("t");
    await renameThread("t", "Mine");
    await titling;
    expect(await title()).toBe("Mine");
  });

  test.each([
    ["the run fails", "Sky", "failed" as const],
    ["the model says nothing", " \n", "completed" as const],
    ["the model writes an essay", "word ".repeat(30), "completed" as const],
  ])("leaves the first words when %s", async (_, text, state) => {
    said = text;
    end = state;
    await titleThread("t");
    expect(await title()).toBe("天空为什么是蓝色的？");
  });

  test("leaves the first words when no model is free", async () => {
    const all = models;
    models = models.filter(({ free }) => !free);
    await titleThread("t");
    models = all;
    expect(asked).toEqual([]);
    expect(await title()).toBe("天空为什么是蓝色的？");
  });
});
