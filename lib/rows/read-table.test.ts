import { strToU8, zipSync } from "fflate";
import { describe, expect, test } from "vitest";
import { readTable } from "./read-table";
import { mostTableBytes } from "./row-formats";
import { workbook } from "./test-workbook";

describe("a workbook", () => {
  test("gives its first sheet's rows, with the first row's names", async () => {
    const file = workbook([
      ["name", "问题", ""],
      ["A & <b>", "  你好\n世界", ""],
      ["", "", ""],
      [3.5, "x", ""],
    ]);
    expect(await readTable(file)).toEqual({
      ok: true,
      value: {
        format: "xlsx",
        names: ["name", "问题"],
        rows: [
          { name: "A & <b>", 问题: "  你好\n世界" },
          { name: "3.5", 问题: "x" },
        ],
        problems: [],
      },
    });
  });

  test("may be large: nothing of it is left to others to inflate", async () => {
    const records = Array.from({ length: 6000 }, (_, at) => [`row ${at}`, "word ".repeat(30)]);
    const reading = await readTable(workbook([["id", "text"], ...records]));
    expect(reading.ok && reading.value.rows.length).toBe(6000);
    expect(reading.ok && reading.value.rows[5999]?.["id"]).toBe("row 5999");
  });

  test("that has a name twice, no rows, or is no workbook is refused", async () => {
    expect(
      await readTable(
        workbook([
          ["a", "a"],
          ["1", "2"],
        ]),
      ),
    ).toEqual({ ok: false, error: "names" });
    expect(await readTable(workbook([["a"]]))).toEqual({ ok: false, error: "no-rows" });
    const other = zipSync({ "word/document.xml": strToU8("<x/>") });
    expect(await readTable(other)).toEqual({ ok: false, error: "not-text" });
    expect(await readTable(workbook([["a"], ["1"]]).subarray(0, 300))).toEqual({
      ok: false,
      error: "not-text",
    });
  });

  test("DA8: that would become very large is refused at once, and costs little memory", async () => {
    const bomb = workbook([["a"], ["1"]], { "xl/worksheets/sheet2.xml": new Uint8Array(200 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(1024 * 1024);
    const before = process.memoryUsage().rss;
    const startedAt = performance.now();
    expect(await readTable(bomb)).toEqual({ ok: false, error: "too-large" });
    expect(performance.now() - startedAt).toBeLessThan(2000);
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024);
  });

  test("DA8: that lies about its length gets no more room than it says", async () => {
    const lie = workbook([["a"], ["1"]], { "xl/worksheets/sheet2.xml": new Uint8Array(50 * 1024 * 1024) });
    const view = new DataView(lie.buffer);
    const said = 50 * 1024 * 1024;
    for (let at = 0; at + 4 <= lie.length; at += 1)
      if (view.getUint32(at, true) === said) view.setUint32(at, 16, true);
    const before = process.memoryUsage().rss;
    await readTable(lie);
    expect(process.memoryUsage().rss - before).toBeLessThan(20 * 1024 * 1024);
  });
});

describe("a table", () => {
  test("may be an array of objects or of texts", async () => {
    const bytes = (text: string) => new TextEncoder().encode(text);
    expect(await readTable(bytes('[{"a": 1, "b": null}, {"a": "x", "c": [2]}]'))).toMatchObject({
      value: { format: "json", names: ["a", "c"], rows: [{ a: "1" }, { a: "x", c: "[2]" }] },
    });
    expect(await readTable(bytes('["a", "b"]'))).toMatchObject({
      value: { rows: [{ prompt: "a" }, { prompt: "b" }] },
    });
    expect(await readTable(bytes("[]"))).toEqual({ ok: false, error: "no-rows" });
    expect(await readTable(bytes("[1] a note\n[2] another"))).toMatchObject({ value: { format: "lines" } });
  });

  test("DA9: of nothing, and one over 64 MB, are refused", async () => {
    expect(await readTable(new Uint8Array())).toEqual({ ok: false, error: "empty" });
    expect(await readTable(new Uint8Array(mostTableBytes + 1))).toEqual({ ok: false, error: "too-large" });
  });
});
