import "fake-indexeddb/auto";
import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import type { VoteRecord } from "@/lib/rounds/vote-record";
import { history } from "../database";
import type { PromptSetRecord, SetCell } from "../set-record";
import { archiveKind, noCounts } from "./archive-format";
import { archiveOfAll, emptyHistory, imported, importFile, storedContent, zipOf } from "./test-history";
import { writeArchive } from "./write-archive";

beforeEach(emptyHistory);

const setOf = (id: string, change: Partial<PromptSetRecord> = {}): PromptSetRecord => ({
  id,
  title: "Facts · 事实",
  createdAt: 1,
  updatedAt: 2,
  systemTemplate: "",
  template: "{{prompt}}",
  rows: [{ prompt: "one" }, { prompt: "two" }],
  columns: [{ id: "a", setup: { model: "Qwen/Qwen3-8B", options: { parameters: { seed: 1 } } } }],
  judge: { kind: "contains", expected: "{{prompt}}", ignoreCase: true },
  concurrency: 4,
  ...change,
});

const cellOf = (setId: string, row: number, change: Partial<SetCell> = {}): SetCell => ({
  setId,
  columnId: "a",
  row,
  id: `key-${row}`,
  attempt: 1,
  state: "done",
  runId: "run_1",
  output: {
    state: "completed",
    parts: [{ kind: "text", part: "t", choice: 0, text: "答 👋", startedMs: 0 }],
  },
  verdict: { by: "k", result: "passed", score: 8 },
  ...change,
});

const voteOf = (roundId: string): VoteRecord => ({
  roundId,
  threadId: "thread-0",
  operation: "chat.completions",
  task: "code",
  lanes: ["Qwen/Qwen3-8B", "THUDM/GLM-4-9B-0414"],
  vote: { kind: "best", lane: 1 },
  toldItself: false,
  at: 5,
});

async function storeOne(): Promise<void> {
  await history().promptSets.put(setOf("set"));
  await history().setCells.bulkPut([cellOf("set", 0), cellOf("set", 1)]);
  await history().votes.put(voteOf("round_1"));
}

describe("an archive of everything", () => {
  test("gives back every prompt set, its answers and every vote exactly", async () => {
    const sets = fc.array(
      fc.record({ title: fc.string({ unit: "grapheme", maxLength: 30 }), rows: fc.nat(60) }),
      { minLength: 1, maxLength: 3 },
    );
    await fc.assert(
      fc.asyncProperty(sets, fc.nat(60), async (shapes, votes) => {
        await emptyHistory();
        for (const [at, { title, rows }] of shapes.entries()) {
          const values = Array.from({ length: rows }, (_, row) => ({ prompt: `${title} ${row}` }));
          await history().promptSets.put(setOf(`set-${at}`, { title, rows: values }));
          await history().setCells.bulkPut(values.map((_, row) => cellOf(`set-${at}`, row)));
        }
        await history().votes.bulkPut(Array.from({ length: votes }, (_, at) => voteOf(`round_${at}`)));
        const before = await storedContent();
        const archive = await archiveOfAll();
        await emptyHistory();
        const { added } = await imported(archive);
        expect(await storedContent()).toEqual(before);
        const setCells = before.setCells.length;
        expect(added).toEqual({ ...noCounts(), promptSets: shapes.length, setCells, votes });
      }),
      { numRuns: 25 },
    );
  }, 60_000);

  test("adds nothing twice, and says what was there", async () => {
    await storeOne();
    const before = await storedContent();
    const { added, present } = await imported(await archiveOfAll());
    expect(await storedContent()).toEqual(before);
    expect(added).toEqual(noCounts());
    expect(present).toEqual({ ...noCounts(), promptSets: 1, setCells: 2, votes: 1 });
  });

  test("leaves a set and answers that are there alone, and adds the answers that are missing", async () => {
    await storeOne();
    const archive = await archiveOfAll();
    await history().promptSets.update("set", { title: "Mine" });
    await history().setCells.put(cellOf("set", 0, { attempt: 2, id: "newer" }));
    await history().setCells.delete(["set", "a", 1]);
    const { added } = await imported(archive);
    expect(added).toEqual({ ...noCounts(), setCells: 1 });
    expect(await history().promptSets.get("set")).toEqual(setOf("set", { title: "Mine" }));
    expect(await history().setCells.get(["set", "a", 0])).toMatchObject({ id: "newer" });
    expect(await history().setCells.get(["set", "a", 1])).toEqual(cellOf("set", 1));
  });

  test.each([
    ["another prompt in its row", { rows: [{ prompt: "one" }, { prompt: "changed" }] }, 1],
    ["another template", { template: "Say {{prompt}}" }, 2],
    ["another model in its column", { columns: [{ id: "a", setup: { model: "other" } }] }, 2],
  ])("puts no answer to %s, and says how many it left out", async (_, change, left) => {
    await storeOne();
    const archive = await archiveOfAll();
    await history().setCells.clear();
    await history().promptSets.put(setOf("set", change));
    const { added, skipped } = await imported(archive);
    expect(skipped.answer).toBe(left);
    expect(added.setCells).toBe(2 - left);
    expect(await history().setCells.count()).toBe(2 - left);
  });

  test("takes an answer that was still being written as one that was stopped", async () => {
    await storeOne();
    await history().setCells.put(
      cellOf("set", 0, { state: "running", output: { state: "running", parts: [] } }),
    );
    const archive = await archiveOfAll();
    await emptyHistory();
    await imported(archive);
    const cell = await history().setCells.get(["set", "a", 0]);
    expect([cell?.state, cell?.output.state]).toEqual(["stopped", "interrupted"]);
  });

  test("leaves out the answers of a set that was deleted", async () => {
    await storeOne();
    await history().setCells.put(cellOf("gone", 0));
    const archive = await archiveOfAll();
    await emptyHistory();
    expect((await imported(archive)).added.setCells).toBe(2);
  });

  test("that is cut off anywhere, or has too little room, imports nothing", async () => {
    await storeOne();
    const archive = await archiveOfAll();
    await emptyHistory();
    const nothing = await storedContent();
    for (let bytes = 0; bytes < archive.size; bytes += 31) {
      expect((await importFile(archive.slice(0, bytes))).ok).toBe(false);
      expect(await storedContent()).toEqual(nothing);
    }
    const refuse = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    history().votes.hook("creating", refuse);
    const result = await importFile(archive).finally(() =>
      history().votes.hook("creating").unsubscribe(refuse),
    );
    expect(result).toMatchObject({ ok: false, error: { problem: "full" } });
    expect(await storedContent()).toEqual(nothing);
  }, 60_000);
});

describe("an archive of single conversations", () => {
  test("has neither prompt sets nor votes", async () => {
    await storeOne();
    await history().threads.put({
      id: "t",
      title: "",
      leafId: "",
      revision: 0,
      createdAt: 1,
      updatedAt: 1,
    });
    const sink = new WritableStream<Uint8Array<ArrayBuffer>>();
    const watching = { onProgress: () => {}, signal: new AbortController().signal };
    const { counts } = await writeArchive(sink, { threadIds: ["t"] }, watching);
    expect(counts).toEqual({ ...noCounts(), threads: 1 });
  });
});

describe("an archive that another program made", () => {
  const set = setOf("set");
  const rows = {
    sets: [set] as unknown[],
    cells: [cellOf("set", 0)] as unknown[],
    votes: [voteOf("r")] as unknown[],
  };
  const linesOf = (values: readonly unknown[]) => values.map((value) => JSON.stringify(value)).join("\n");
  const archiveOf = ({ sets, cells, votes } = rows, counts: object = {}) =>
    zipOf({
      "threads.jsonl": "",
      "messages.jsonl": "",
      "media.jsonl": "",
      "prompt-sets.jsonl": linesOf(sets),
      "prompt-set-answers.jsonl": linesOf(cells),
      "votes.jsonl": linesOf(votes),
      "manifest.json": JSON.stringify({
        kind: archiveKind,
        version: 1,
        exportedAt: "",
        counts: {
          ...noCounts(),
          promptSets: sets.length,
          setCells: cells.length,
          votes: votes.length,
          ...counts,
        },
      }),
    });

  test("is taken when it is right", async () => {
    expect((await imported(await archiveOf())).added).toEqual({
      ...noCounts(),
      promptSets: 1,
      setCells: 1,
      votes: 1,
    });
  });

  test.each<[string, Partial<typeof rows>, object?]>([
    ["a set whose id is a path", { sets: [{ ...set, id: "../set" }] }],
    ["a set with a judge that there is not", { sets: [{ ...set, judge: { kind: "eval", code: "1" } }] }],
    ["a set with too many prompts", { sets: [{ ...set, rows: Array.from({ length: 501 }, () => ({})) }] }],
    ["a set whose values are no texts", { sets: [{ ...set, rows: [{ prompt: { a: 1 } }] }] }],
    ["a set that is no set", { sets: [null, set] }],
    ["an answer to no set", { cells: [cellOf("other", 0)] }],
    ["an answer in a row below none", { cells: [cellOf("set", -1)] }],
    ["an answer without words", { cells: [{ ...cellOf("set", 0), output: "x" }] }],
    ["an answer with a runId that is a path", { cells: [cellOf("set", 0, { runId: "../../keys" })] }],
    ["a vote for nobody", { votes: [{ ...voteOf("r"), vote: { kind: "best", lane: -1 } }] }],
    ["a vote on an endless task", { votes: [{ ...voteOf("r"), task: "x".repeat(10_000) }] }],
    ["other numbers than it promises", {}, { votes: 7 }],
  ])("with %s imports nothing", async (_, change, counts) => {
    const nothing = await storedContent();
    expect((await importFile(await archiveOf({ ...rows, ...change }, counts))).ok).toBe(false);
    expect(await storedContent()).toEqual(nothing);
  });
});
