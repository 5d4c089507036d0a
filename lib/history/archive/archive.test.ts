import "fake-indexeddb/auto";
import { BlobReader, BlobWriter, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import Dexie from "dexie";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { mediaIdOf } from "@/lib/core/sha256";
import { history } from "../database";
import { putMedia } from "../media";
import type { Attachment, MessageRecord, ThreadRecord } from "../record";
import { deleteThread, renameThread } from "../thread-list";
import { archiveKind, noCounts } from "./archive-format";
import { archiveErrorOf } from "./failure";
import { importHistory } from "./import-history";
import { nothingSkipped } from "./import-report";
import { archiveOfAll, emptyHistory, imported, importFile, storedContent, zipOf } from "./test-history";

beforeEach(emptyHistory);

const text = fc.string({ unit: "grapheme", maxLength: 40 });
const time = fc.integer({ min: 1, max: 2_000_000_000_000 });

const bodies = fc.oneof(
  fc.record({ role: fc.constant("system" as const), text }),
  fc.record({
    role: fc.constant("user" as const),
    text,
    pictures: fc.array(fc.uint8Array({ minLength: 1 }), { maxLength: 2 }),
  }),
  fc.record({ role: fc.constant("tool" as const), content: text }),
  fc.record({ role: fc.constant("assistant" as const), text, reasoning: text, call: text }),
);

/** A conversation as a tree: each message follows any one before it. */
const threadShapes = fc.record({
  title: text,
  time,
  pinned: fc.boolean(),
  messages: fc.array(fc.record({ body: bodies, follows: fc.nat(), time }), { minLength: 1, maxLength: 8 }),
});
type ThreadShape = typeof threadShapes extends fc.Arbitrary<infer Shape> ? Shape : never;

async function attachmentOf(bytes: Uint8Array, id: string): Promise<Attachment> {
  const blob = new Blob([new Uint8Array(bytes)], { type: "image/png" });
  const mediaId = await mediaIdOf(blob);
  await putMedia(blob, mediaId, "图.png");
  return {
    kind: "image",
    id,
    name: "图.png",
    source: { kind: "media", mediaId, type: blob.type, bytes: blob.size },
  };
}

async function messageOf(
  shape: ThreadShape["messages"][number],
  base: Pick<MessageRecord, "id" | "threadId" | "parentId" | "createdAt">,
): Promise<MessageRecord> {
  const { body } = shape;
  if (body.role === "system") return { ...base, ...body };
  if (body.role === "tool")
    return {
      ...base,
      role: "tool",
      results: [{ toolCallId: "c", name: "f", content: body.content, by: "browser" }],
    };
  if (body.role === "user") {
    const attachments = await Promise.all(
      body.pictures.map((bytes, at) => attachmentOf(bytes, `${base.id}-${at}`)),
    );
    return { ...base, role: "user", text: body.text, attachments };
  }
  const part = { choice: 0, startedMs: 1, endedMs: 2 };
  return {
    ...base,
    role: "assistant",
    model: "Qwen/Qwen3-8B",
    fields: { temperature: 0.5, stop: ["。"] },
    output: {
      state: "completed",
      finishReason: "stop",
      parts: [
        { ...part, kind: "reasoning", part: "r", text: body.reasoning },
        { ...part, kind: "text", part: "t", text: body.text },
        { ...part, kind: "tool-call", part: "c", toolCallId: "c", name: "f", text: body.call },
      ],
    },
    sequence: 9,
  };
}

async function store(shapes: readonly ThreadShape[]): Promise<void> {
  for (const [number, shape] of shapes.entries()) {
    const threadId = `thread-${number}`;
    const records: MessageRecord[] = [];
    for (const [at, message] of shape.messages.entries())
      records.push(
        await messageOf(message, {
          id: `${threadId}-${at}`,
          threadId,
          parentId: at === 0 ? null : (records[message.follows % at]?.id ?? null),
          createdAt: message.time,
        }),
      );
    const thread: ThreadRecord = {
      id: threadId,
      title: shape.title,
      leafId: records.at(-1)?.id ?? "",
      revision: number,
      createdAt: shape.time,
      updatedAt: shape.time,
      ...(shape.pinned && { pinnedAt: shape.time }),
    };
    await history().threads.put(thread);
    await history().messages.bulkPut(records);
  }
}

const one: ThreadShape = {
  title: "一",
  time: 5,
  pinned: false,
  messages: [
    { body: { role: "user", text: "你好 👋", pictures: [new Uint8Array([1, 2, 3])] }, follows: 0, time: 1 },
    { body: { role: "assistant", text: "好", reasoning: "想", call: "{}" }, follows: 0, time: 2 },
  ],
};

const nothing = { threads: [], messages: [], media: [], parts: [], staged: 0 };
const empty = { ...nothing, promptSets: [], setCells: [], votes: [], creations: [] };

describe("an archive", () => {
  test("gives an empty history exactly what was exported, files included", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(threadShapes, { minLength: 1, maxLength: 4 }), async (shapes) => {
        await emptyHistory();
        await store(shapes);
        const before = await storedContent();
        const archive = await archiveOfAll();
        await emptyHistory();
        const report = await imported(archive);
        expect(await storedContent()).toEqual(before);
        expect(report).toEqual({
          added: {
            ...noCounts(),
            threads: before.threads.length,
            messages: before.messages.length,
            media: before.media.length,
          },
          present: noCounts(),
          skipped: nothingSkipped(),
        });
        expect(await history().unindexed.count()).toBe(before.messages.length);
      }),
      { numRuns: 40 },
    );
  }, 60_000);

  test("changes nothing when it is imported again", async () => {
    await store([one, one]);
    const before = await storedContent();
    const report = await imported(await archiveOfAll());
    expect(await storedContent()).toEqual(before);
    expect(report.added).toEqual(noCounts());
    expect(report.present).toEqual({ ...noCounts(), threads: 2, messages: 4, media: 1 });
  });

  test("leaves newer local changes alone and adds only the messages that are missing", async () => {
    await store([one]);
    const archive = await archiveOfAll();
    await renameThread("thread-0", "Mine");
    const changed = await history().messages.get("thread-0-0");
    if (changed?.role === "user")
      await history().messages.update(
        changed.id,
        (record) => void Object.assign(record, { text: "changed here" }),
      );
    await history().messages.delete("thread-0-1");
    const report = await imported(archive);
    expect(report.added).toEqual({ ...noCounts(), threads: 0, messages: 1, media: 0 });
    expect(await history().threads.get("thread-0")).toMatchObject({ title: "Mine", revision: 1 });
    expect(await history().messages.get("thread-0-0")).toMatchObject({ text: "changed here" });
    expect(await history().messages.get("thread-0-1")).toBeDefined();
  });

  test("shows what goes on from the end of the branch that is open", async () => {
    await store([
      { ...one, messages: [...one.messages, { body: { role: "tool", content: "on" }, follows: 1, time: 3 }] },
    ]);
    const archive = await archiveOfAll();
    await history().messages.delete("thread-0-2");
    await history().threads.update("thread-0", { leafId: "thread-0-1" });
    expect((await imported(archive)).added.messages).toBe(1);
    expect(await history().threads.get("thread-0")).toMatchObject({ leafId: "thread-0-2", revision: 1 });
  });

  test("brings back a conversation that was deleted and not yet taken away, and says so", async () => {
    await store([one]);
    const archive = await archiveOfAll();
    await deleteThread("thread-0");
    const report = await imported(archive);
    expect(report.added).toEqual({ ...noCounts(), threads: 1, messages: 2, media: 0 });
    expect(report.present).toEqual({ ...noCounts(), threads: 0, messages: 0, media: 1 });
    expect((await history().threads.get("thread-0"))?.deletedAt).toBeUndefined();
  });

  test("has neither deleted conversations nor deleted messages", async () => {
    await store([one, one]);
    await deleteThread("thread-1");
    await history().messages.update("thread-0-1", { deletedAt: 5 });
    const archive = await archiveOfAll();
    await emptyHistory();
    expect((await imported(archive)).added).toEqual({ ...noCounts(), threads: 1, messages: 1, media: 1 });
  });

  test("that is cut off anywhere imports nothing", async () => {
    await store([one]);
    const archive = await archiveOfAll();
    await emptyHistory();
    for (let bytes = 0; bytes < archive.size; bytes += 7) {
      expect((await importFile(archive.slice(0, bytes))).ok).toBe(false);
      expect(await storedContent()).toEqual(empty);
    }
    expect((await importFile(archive)).ok).toBe(true);
  }, 60_000);

  test("in which any byte was changed imports all of it or nothing", async () => {
    await store([one]);
    const before = await storedContent();
    const bytes = new Uint8Array(await (await archiveOfAll()).arrayBuffer());
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        await emptyHistory();
        const broken = bytes.slice();
        broken[at] = (broken[at] ?? 0) ^ change;
        const { ok } = await importFile(new Blob([broken]));
        const after = await storedContent();
        if (ok) expect(after).toEqual(before);
        else
          expect([
            after.threads.length,
            after.messages.length,
            after.media.length,
            after.parts.length,
            after.staged,
          ]).toEqual([0, 0, 0, 0, 0]);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  test("of a newer version, without a conversation for a message, or with other numbers is refused", async () => {
    const manifest = {
      kind: archiveKind,
      version: 1,
      exportedAt: "",
      counts: { threads: 0, messages: 1, media: 0 },
    };
    const message = { id: "m", threadId: "t", parentId: null, createdAt: 1, role: "user", text: "" };
    const files = { "threads.jsonl": "", "messages.jsonl": JSON.stringify(message), "media.jsonl": "" };
    const problem = async (changes: object, lines = files) => {
      const result = await importFile(
        await zipOf({ ...lines, "manifest.json": JSON.stringify({ ...manifest, ...changes }) }),
      );
      return result.ok ? "imported" : result.error.problem;
    };
    expect(await problem({ version: 3, counts: "new" })).toBe("newer-version");
    expect(await problem({ kind: "another" })).toBe("unknown-format");
    expect(await problem({})).toBe("damaged");
    expect(await problem({ counts: { threads: 0, messages: 2, media: 0 } })).toBe("damaged");
    expect(
      await problem({}, { ...files, "messages.jsonl": JSON.stringify({ ...message, id: "../x" }) }),
    ).toBe("damaged");
    expect((await storedContent()).messages).toEqual([]);
  });

  test("that unpacks to far more than its size is refused at once", async () => {
    const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    const zeros = new Blob(Array.from({ length: 300 }, () => new Uint8Array(1024 * 1024)));
    await zip.add("manifest.json", new BlobReader(zeros));
    const bomb = await zip.close();
    const started = performance.now();
    expect(await importFile(bomb)).toMatchObject({ ok: false, error: { problem: "too-large" } });
    expect(performance.now() - started).toBeLessThan(2000);
  }, 60_000);

  test("whose storage is full imports nothing and says so", async () => {
    await store([one]);
    const archive = await archiveOfAll();
    await emptyHistory();
    const refuse = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    history().messages.hook("creating", refuse);
    const result = await importFile(archive).finally(() =>
      history().messages.hook("creating").unsubscribe(refuse),
    );
    expect(result).toMatchObject({ ok: false, error: { problem: "full" } });
    expect(await storedContent()).toEqual(empty);
  });

  test("that is stopped imports nothing and says so, whatever it was doing", async () => {
    await store([one, one]);
    const archive = await archiveOfAll();
    await emptyHistory();
    const stop = new AbortController();
    const result = await importHistory(archive, { onProgress: () => stop.abort(), signal: stop.signal });
    expect(result).toEqual({ ok: false, error: { problem: "cancelled" } });
    expect(await storedContent()).toEqual(empty);
    // A transaction that the browser gave up for want of room has the same name as a stop.
    const quota = new DOMException("full", "QuotaExceededError");
    expect(archiveErrorOf(new Dexie.AbortError("aborted", quota))).toMatchObject({ problem: "full" });
  });

  test("that a crash left half read is cleared away by the next import", async () => {
    const { importRows, mediaParts } = history();
    await importRows.add({
      kind: "media",
      record: { id: "blob_x", type: "", bytes: 1, name: "", createdAt: 1 },
    });
    await mediaParts.put({ mediaId: "blob_x", index: 0, bytes: new ArrayBuffer(1) });
    await importFile("[]");
    expect(await storedContent()).toMatchObject({ parts: [], staged: 0 });
  });
});
