import "fake-indexeddb/auto";
import { beforeEach, describe, expect, test } from "vitest";
import { history } from "@/lib/history/database";
import type { SetCell } from "@/lib/history/set-record";
import { deleteHistory } from "@/lib/history/storage";
import { readRows } from "@/lib/rows/read-rows";
import { newSetup } from "../column-setup";
import { exportSet } from "./export-set";
import { newPromptSet, type PromptSet } from "./prompt-set";

import { summaryOf } from "./set-cell";
import {
  dropAnswers,
  dropOrphans,
  eachCell,
  listSets,
  loadCell,
  loadRow,
  loadSet,
  removeSet,
  renameSet,
  saveCell,
  saveSet,
} from "./set-store";

beforeEach(async () => {
  await Promise.all(history().tables.map((table) => table.clear()));
});

const setOf = (title: string, change: Partial<PromptSet> = {}) =>
  newPromptSet({ title, rows: [{ prompt: "one" }, { prompt: "=two" }], ...change });

function cellOf(set: PromptSet, change: Partial<SetCell> = {}): SetCell {
  const part = { kind: "text" as const, part: "t", choice: 0, text: "answer", startedMs: 0 };
  return {
    setId: set.id,
    columnId: "c",
    row: 0,
    id: "key",
    attempt: 1,
    state: "done",
    output: { state: "completed", parts: [part] },
    ...change,
  };
}

async function countCells(setId: string): Promise<number> {
  let count = 0;
  await eachCell(setId, () => {
    count += 1;
  });
  return count;
}

describe("sets", () => {
  test("are listed with the newest first, can be read, renamed and taken out, and put back", async () => {
    await saveSet({ ...setOf("old"), updatedAt: 1 });
    const set = { ...setOf("new"), updatedAt: 2 };
    await saveSet(set);
    expect((await listSets()).map(({ title, prompts }) => [title, prompts])).toEqual([
      ["new", 2],
      ["old", 2],
    ]);
    await renameSet(set.id, "newer");
    expect((await loadSet(set.id))?.title).toBe("newer");
    const putBack = await removeSet(set.id);
    expect((await listSets()).map(({ title }) => title)).toEqual(["old"]);
    await putBack();
    expect((await listSets()).map(({ title }) => title)).toEqual(["newer", "old"]);
  });

  test("that another version made in another shape are left alone", async () => {
    await history().promptSets.put({
      ...setOf("odd"),
      id: "odd",
      columns: [{ id: "c", setup: { mood: 1 } }],
    });
    expect(await listSets()).toEqual([]);
    expect(await loadSet("odd")).toBeUndefined();
  });

  test("go with everything when everything is deleted", async () => {
    const set = setOf("s");
    await saveSet(set);
    await saveCell(cellOf(set));
    await deleteHistory();
    expect([await listSets(), await countCells(set.id)]).toEqual([[], 0]);
  });
});

describe("answers", () => {
  test("are kept whole; the page holds how they begin", async () => {
    const set = setOf("s");
    await saveSet(set);
    const cell = cellOf(set);
    const long = {
      ...cell,
      output: { ...cell.output, parts: [{ ...cell.output.parts[0], text: "x".repeat(5000) }] },
    };
    await saveCell(long as SetCell);
    const stored = await loadCell(set.id, "c", 0);
    expect(stored?.output.parts[0]?.text).toHaveLength(5000);
    expect(stored && summaryOf(stored).preview).toHaveLength(120);
    expect(await loadRow(set.id, ["b", "c"], 0)).toEqual([undefined, stored]);
  });

  test("of a later attempt are never overwritten by an earlier one", async () => {
    const set = setOf("s");
    await saveSet(set);
    await saveCell(cellOf(set, { attempt: 2, state: "running" }));
    await saveCell(cellOf(set, { attempt: 1, state: "failed" }));
    expect(await loadCell(set.id, "c", 0)).toMatchObject({ attempt: 2, state: "running" });
  });

  test("of a set that has been deleted are refused, and what is left of them goes", async () => {
    const set = setOf("s");
    await saveSet(set);
    await saveCell(cellOf(set));
    await removeSet(set.id);
    await expect(saveCell(cellOf(set, { row: 1 }))).rejects.toThrow("deleted");
    await dropOrphans();
    expect(await countCells(set.id)).toBe(0);
  });

  test("can be taken away for one column alone", async () => {
    const set = setOf("s");
    await saveSet(set);
    await saveCell(cellOf(set));
    await saveCell(cellOf(set, { columnId: "d" }));
    await dropAnswers(set.id, "c");
    expect(await countCells(set.id)).toBe(1);
    await dropAnswers(set.id);
    expect(await countCells(set.id)).toBe(0);
  });
});

describe("an exported file", () => {
  const columns = [
    { id: "c", setup: newSetup("m/one") },
    { id: "d", setup: newSetup("m/two") },
  ];

  async function exported(format: "csv" | "jsonl") {
    const set = setOf("s", { columns, judge: { kind: "none" } });
    await saveSet(set);
    await saveCell(cellOf(set));
    const ids = columns.map(({ id }) => id);
    return exportSet({ set, models: [], rowOf: (row) => loadRow(set.id, ids, row) }, format);
  }

  test("has a line for each prompt and model, those not asked too", async () => {
    const lines = (await (await exported("jsonl")).text())
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(4);
    expect(lines[0]).toMatchObject({
      row: 1,
      variables: { prompt: "one" },
      model: "m/one",
      state: "done",
      answer: "answer",
    });
    expect(lines[3]).toMatchObject({ row: 2, prompt: "=two", model: "m/two", state: "not-asked" });
  });

  test("is a table that no spreadsheet runs as formulas, and can be read back", async () => {
    const reading = readRows(new Uint8Array(await (await exported("csv")).arrayBuffer()));
    expect(reading).toMatchObject({ ok: true, value: { problems: [] } });
    const rows = reading.ok ? reading.value.rows : [];
    expect(rows).toHaveLength(4);
    expect(rows[0]).toMatchObject({ row: "1", prompt: "one", answer: "answer", state: "done" });
    expect(rows[2]).toMatchObject({ row: "2", prompt: "'=two", state: "not-asked" });
  });
});
