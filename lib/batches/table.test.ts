import { expect, test } from "vitest";
import type { BuildSetup } from "./build";
import { Table } from "./table";

const setup: BuildSetup = {
  template: "{{text}}",
  systemTemplate: "",
  model: "m",
  parameters: {},
  idColumn: undefined,
};
const file = new Blob(["sku,text,answer\na,one,1\nb,two,2\na,,3\n,four,4\n"]);

async function tableOf(source = file): Promise<Table> {
  const table = new Table();
  expect((await table.read(source, "a.csv")).ok).toBe(true);
  return table;
}

test("a table tells what it is like, and shows the exact line of any row", async () => {
  const table = new Table();
  expect(await table.read(file, "a.csv")).toEqual({
    ok: true,
    value: {
      format: "csv",
      names: ["sku", "text", "answer"],
      count: 4,
      problems: { first: [], count: 0 },
      textColumn: "text",
    },
  });
  const line = table.line(1, { ...setup, idColumn: "sku" });
  const [built] = table.build([{ ...setup, idColumn: "sku" }]).files;
  expect((await built?.text())?.split("\n")[1]).toBe(line);
  expect(table.line(4, setup)).toBeUndefined();
});

test("it becomes a file for each model, and says which rows lack a value or share an id", async () => {
  const own = { ...setup, idColumn: "sku" };
  const { files, faults, same } = (await tableOf()).build([own, { ...own, model: "n" }]);
  expect(await Promise.all(files.map(async (one) => (await one.text()).match(/"model":"."/g)))).toEqual([
    Array(4).fill('"model":"m"'),
    Array(4).fill('"model":"n"'),
  ]);
  expect(faults).toEqual({ count: 1, first: [{ row: 2, name: "text", fault: "empty" }] });
  expect(same).toEqual({ count: 1, first: [{ id: "a", rows: [1, 3] }] });
  expect((await tableOf()).build([setup]).same.count).toBe(0);
});

test("its rows are kept beside the file by the ids of their requests; what is expected is never sent", async () => {
  const table = await tableOf();
  expect(table.source("sku", "answer")).toMatchObject({
    columns: ["sku", "text", "answer"],
    rows: { b: ["b", "two", "2"], "row-00004": ["", "four", "4"] },
    expected: "answer",
  });
  const [built] = table.build([setup]).files;
  expect(await built?.text()).not.toContain("answer");
});

test("100,000 rows are built piece by piece, in their order", async () => {
  const many = new Blob(["text\n", ...Array.from({ length: 100_000 }, (_, at) => `t${at}\n`)]);
  const [built] = (await tableOf(many)).build([setup]).files;
  const lines = (await built?.text())?.split("\n");
  expect(lines?.length).toBe(100_001);
  expect(lines?.[77_777]).toContain('"custom_id":"row-77778"');
  expect(lines?.[77_777]).toContain('"content":"t77777"');
});
