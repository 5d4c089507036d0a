import "fake-indexeddb/auto";
import { BlobWriter, TextReader, Uint8ArrayReader, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { history } from "../database";
import type { MessageRecord } from "../record";
import { storedThreads } from "../stored-threads";
import { loadThread } from "../threads";
import { noCounts } from "./archive-format";
import { samples } from "./foreign/samples";
import { emptyHistory, imported, importFile, storedContent } from "./test-history";

beforeEach(emptyHistory);

function words(record: MessageRecord): string {
  if (record.role === "assistant")
    return `${record.model}: ${record.output.parts.map(({ kind, text }) => `${kind} ${text}`).join(" | ")}`;
  if (record.role === "tool")
    return `tool: ${record.results.map(({ name, content }) => `${name} ${content}`).join()}`;
  return `${record.role}: ${record.text}`;
}

/** The branch that is shown of the only conversation. */
async function shown(): Promise<string[]> {
  const [thread] = await history().threads.toArray();
  const loaded = await loadThread(storedThreads, thread?.id ?? "");
  return (loaded?.path ?? []).map(words);
}

const added = (threads: number, messages: number, media = 0) => ({ ...noCounts(), threads, messages, media });

describe("conversations of other programs", () => {
  test("ChatGPT: both branches are kept, the one that was shown is shown, hidden messages stay out", async () => {
    const report = await imported(JSON.stringify([samples.chatgpt]));
    expect(report.added).toEqual(added(1, 4));
    expect(await shown()).toEqual(["user: 你好", "gpt-4o: text Second answer"]);
    expect(await history().threads.toArray()).toMatchObject([
      { title: "Greeting", createdAt: 1_700_000_000_000, updatedAt: 1_700_000_100_000 },
    ]);
  });

  test("ChatGPT's zip: pictures come along, and those that it only names are counted", async () => {
    const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    const files = samples.chatgptWithPicture;
    await zip.add("export/conversations.json", new TextReader(JSON.stringify([files.conversation])));
    await zip.add("export/user.json", new TextReader(`{"id":"user-1"}`));
    await zip.add("export/file-abc-cat.png", new Uint8ArrayReader(files.png));
    const report = await imported(await zip.close());
    expect(report).toMatchObject({ added: added(1, 1, 1), skipped: { file: 1 } });
    const [message] = await history().messages.toArray();
    expect(message).toMatchObject({
      attachments: [
        { kind: "image", name: "file-abc-cat.png", width: 1, height: 1, source: { type: "image/png" } },
      ],
    });
  });

  test("Open WebUI: branches, models and thinking", async () => {
    expect((await imported(JSON.stringify([samples.openWebui]))).added).toEqual(added(1, 3, 1));
    expect(await shown()).toEqual(["user: Why?", "qwen3:8b: reasoning Because\nof it | text So."]);
  });

  test("LibreChat: the tree and the list give the same", async () => {
    await imported(JSON.stringify(samples.librechatTree));
    const tree = await storedContent();
    expect(await shown()).toEqual(["user: Hi", "gpt-4: reasoning Hm | text Newer"]);
    await emptyHistory();
    await imported(JSON.stringify(samples.librechatList));
    expect((await storedContent()).messages).toEqual(tree.messages);
  });

  test("ShareGPT, as an array and as lines with Windows' line ends and a byte order mark", async () => {
    const { shareGpt } = samples;
    expect((await imported(JSON.stringify([shareGpt]))).added).toEqual(added(1, 3));
    const lines = `\uFEFF${JSON.stringify(shareGpt)}\r\n\r\n`;
    expect(await imported(lines)).toMatchObject({ added: added(0, 0), present: added(1, 3) });
    expect(await shown()).toEqual(["system: Be brief", "user: 1+1?", ": text 2"]);
  });

  test("OpenAI's lines: tool calls and their results", async () => {
    await imported(`${JSON.stringify(samples.openAi)}\n`);
    expect(await shown()).toEqual([
      "user: Weather?",
      ': tool-call {"city":"北京"}',
      "tool: weather 晴",
      ": text Sunny",
    ]);
  });

  test("a file imported twice doubles nothing", async () => {
    for (const sample of [
      samples.chatgpt,
      samples.openWebui,
      samples.librechatTree,
      samples.shareGpt,
      samples.openAi,
    ]) {
      await emptyHistory();
      const first = await imported(JSON.stringify([sample]));
      const before = await storedContent();
      const second = await imported(JSON.stringify([sample]));
      expect(await storedContent()).toEqual(before);
      expect(second.added).toEqual(added(0, 0));
      expect(second.present).toEqual(first.added);
    }
  });

  test("one that is not known among many imports none of them", async () => {
    const result = await importFile(JSON.stringify([samples.chatgpt, { id: 1 }]));
    expect(result).toEqual({ ok: false, error: { problem: "unknown-format", detail: "#2" } });
    expect((await storedContent()).threads).toEqual([]);
  });

  test("that are cut off anywhere import nothing", async () => {
    const whole = JSON.stringify([samples.shareGpt]);
    for (let length = 0; length < whole.length; length += 1)
      expect([length, (await importFile(whole.slice(0, length))).ok]).toEqual([length, false]);
    expect((await storedContent()).threads).toEqual([]);
  });
});

describe("a hostile file", () => {
  test("leaves every prototype alone, and its markup is only text", async () => {
    const payload = "<img src=x onerror=alert(1)>";
    const node = {
      id: "a",
      parent: null,
      message: { author: { role: "user" }, content: { parts: [payload] } },
    };
    const mapping = `{"__proto__":${JSON.stringify({ ...node, id: "__proto__" })},"constructor":${JSON.stringify(node)}}`;
    await imported(`[{"title":${JSON.stringify(payload)},"__proto__":{"x":1},"mapping":${mapping}}]`);
    expect(({} as { x?: number }).x).toBeUndefined();
    expect(await shown()).toEqual([`user: ${payload}`]);
  });

  test("whose messages follow each other in a circle ends", async () => {
    const node = (id: string, parentId: string) => ({ id, parentId, role: "user", content: id });
    const messages = { a: node("a", "b"), b: node("b", "a"), c: node("c", "") };
    const report = await imported(JSON.stringify([{ chat: { history: { messages } } }]));
    expect(report).toMatchObject({ added: added(1, 1), skipped: { message: 2 } });
  });

  test("of any JSON never throws, and stores all of a conversation or nothing", async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 5 }), async (json) => {
        await emptyHistory();
        const result = await importFile(json);
        const { threads, staged } = await storedContent();
        expect(staged).toBe(0);
        expect(threads.length).toBe(result.ok ? result.value.added.threads : 0);
      }),
      { numRuns: 300 },
    );
  });
});
