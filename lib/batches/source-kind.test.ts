import { expect, test } from "vitest";
import { readTable } from "@/lib/rows/read-table";
import { workbook } from "@/lib/rows/test-workbook";
import { checkFile } from "./check-file";
import { sourceKindOf } from "./source-kind";

const line = '{"custom_id":"a","body":{"messages":[{"role":"user","content":"x"}]}}';

test("JSON Lines are requests by their name; what looks like requests is, whatever it is called", async () => {
  expect(await sourceKindOf(new Blob(["broken"]), "a.JSONL")).toBe("file");
  expect(await sourceKindOf(new Blob([`\uFEFF\n${line}`]), "pasted")).toBe("file");
  expect(await sourceKindOf(new Blob(["custom_id,body\n1,2"]), "a.csv")).toBe("table");
  expect(await sourceKindOf(new Blob(['{"question":"1+1?"}\n']), "a.json")).toBe("table");
});

test("DA7: a workbook named .csv is a workbook, and a program named .xlsx or .jsonl is refused", async () => {
  const sheet = workbook([["a"], ["1"]]);
  expect(await readTable(sheet)).toMatchObject({ ok: true, value: { format: "xlsx" } });
  const program = new Uint8Array([0x4d, 0x5a, 0x90, 0x00, 0x03, 0x00, 0xff, 0xff]);
  expect(await readTable(program)).toEqual({ ok: false, error: "not-text" });
  const report = await checkFile(new Blob([program]), { takesBatches: () => true });
  expect([report.counts, report.requests.length]).toEqual([{ "not-utf-8": 1 }, 1]);
  const zipped = await checkFile(new Blob([sheet]), { takesBatches: () => true });
  expect(zipped.found).toBeGreaterThan(0);
});

test("DA9: a file of nothing has no request, and nothing is sent for it", async () => {
  const report = await checkFile(new Blob([]), { takesBatches: () => true });
  expect(report.counts).toEqual({ "no-lines": 1 });
});
