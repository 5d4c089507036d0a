import readXlsx from "read-excel-file/universal";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { type Simulator, startSimulator } from "@/lib/simulator/simulator";
import { control } from "@/lib/simulator/test-client";
import { matches } from "./compare-answer";
import { exportResults } from "./export-results";
import { JoinedBatch } from "./joined-batch";
import { readResult } from "./read-results";
import type { BatchSource } from "./source";
import { writeXlsx } from "./write-xlsx";

const model = "deepseek-ai/DeepSeek-V3";
const idOf = (at: number) => `row-${String(at).padStart(5, "0")}`;
const fileOf = (count: number) =>
  new Blob(
    Array.from(
      { length: count },
      (_, at) =>
        `${JSON.stringify({
          custom_id: idOf(at),
          body: { model, messages: [{ role: "user", content: `Say exactly: answer ${at}` }] },
        })}\n`,
    ),
  );

let simulator: Simulator;
beforeEach(async () => {
  simulator = await startSimulator({ speed: 0 });
});
afterEach(() => simulator.close());

const headers = { authorization: "Bearer sk-test" };
const at = (path: string) => `${simulator.url}/v1${path}`;

type Batch = { id: string; status: string; output_file_id: string | null; error_file_id: string | null };

/** Has the simulator work on a file for real; gives its result files. */
async function worked(file: Blob): Promise<Blob[]> {
  const form = new FormData();
  form.set("purpose", "batch");
  form.set("file", file, "requests.jsonl");
  const uploaded = await (await fetch(at("/files"), { method: "POST", headers, body: form })).json();
  const asked = {
    input_file_id: (uploaded as { data: { id: string } }).data.id,
    endpoint: "/v1/chat/completions",
    completion_window: "24h",
  };
  const begun = await fetch(at("/batches"), {
    method: "POST",
    headers: { ...headers, "content-type": "application/json" },
    body: JSON.stringify(asked),
  });
  let batch = (await begun.json()) as Batch;
  while (!["completed", "expired", "failed"].includes(batch.status))
    batch = (await (await fetch(at(`/batches/${batch.id}`), { headers })).json()) as Batch;
  const ids = [batch.output_file_id, batch.error_file_id].flatMap((id) => id ?? []);
  return Promise.all(ids.map(async (id) => (await fetch(at(`/files/${id}/content`), { headers })).blob()));
}

async function joined(file: Blob, results: readonly Blob[], source?: BatchSource): Promise<JoinedBatch> {
  const batch = new JoinedBatch(source);
  await batch.takeRequests(file);
  for (const one of results) await batch.takeResults(one);
  return batch;
}

describe("DA10: result lines out of order, missing ids, error lines", () => {
  test("are joined by custom_id; what failed or is missing is listed and can be sent again as a file", async () => {
    await control(simulator, "POST", "scenario", { name: "batch-line-error", params: { every: "7" } });
    await control(simulator, "POST", "scenario", { name: "batch-missing", params: { every: "5" } });
    await control(simulator, "POST", "scenario", { name: "batch-twice", params: { every: "3" } });
    const file = fileOf(70);
    const batch = await joined(file, await worked(file));
    const { requests, counts, strangers } = batch.summary();
    expect(requests.map(({ customId }) => customId)).toEqual(
      Array.from({ length: 70 }, (_, row) => idOf(row)),
    );
    expect(counts.missing).toBe(14);
    expect(counts.failed).toBeGreaterThan(5);
    expect([counts.answered + counts.failed + counts.missing, strangers]).toEqual([70, 0]);
    for (const [row, { state, preview }] of requests.entries())
      if (state === "answered") expect(preview).toBe(`answer ${row}`);
    const again = await batch.again(new Set(["failed", "missing"])).text();
    const ids = again
      .trim()
      .split("\n")
      .map((line): string => JSON.parse(line).custom_id);
    expect(ids).toEqual(requests.filter(({ state }) => state !== "answered").map(({ customId }) => customId));
  });

  test("that had no time are told apart from those that failed", async () => {
    await control(simulator, "POST", "scenario", { name: "batch-expire", params: { after: "4" } });
    const file = fileOf(10);
    const batch = await joined(file, await worked(file));
    expect(batch.summary().counts).toMatchObject({ answered: 4, expired: 6, failed: 0, missing: 0 });
  });
});

describe("results", () => {
  const answer = (id: string, text: string, more = {}) =>
    JSON.stringify({
      custom_id: id,
      response: { status_code: 200, body: { choices: [{ message: { content: text } }], ...more } },
      error: null,
    });
  const source: BatchSource = {
    columns: ["question", "right"],
    rows: { "row-00000": ["=1+1", "2"], "row-00001": ["capital of France", "paris"] },
    expected: "right",
  };

  test("come piece by piece while a run goes on, and only places of them are held", async () => {
    const batch = await joined(fileOf(3), []);
    expect(batch.summary().counts).toMatchObject({ missing: 3 });
    await batch.takeResults(new Blob([`B 1\nB 2\nO 1 1700 ${answer("row-00000", "one")}\n`]));
    await batch.takeResults(
      new Blob([`R 2\nE 3 1701 {"custom_id":"row-00002","error":{"code":"x","message":"no"}}\n`]),
    );
    const { counts, unread } = batch.summary();
    expect([counts.answered, counts.failed, counts.missing, unread]).toEqual([1, 1, 1, 0]);
    const detail = await batch.detail(0);
    expect(detail?.read).toMatchObject({ state: "answered", text: "one" });
    expect(readResult(detail?.result ?? "")?.customId).toBe("row-00000");
    expect(detail?.request).toContain("Say exactly: answer 0");
  });

  test("of which nobody knows whether they were answered are told apart", async () => {
    const unknown =
      '{"custom_id":"row-00000","response":null,"error":{"code":"outcome_unknown","message":"?"}}';
    const batch = await joined(fileOf(1), [new Blob([unknown])]);
    expect(batch.summary().counts).toMatchObject({ unknown: 1, failed: 0 });
  });

  test("of a batch whose file nobody has say what was asked", async () => {
    const batch = new JoinedBatch(undefined);
    await batch.takeResults(new Blob([`${answer("b", "2")}\n${answer("a", "1")}\n`]));
    expect(batch.summary().requests.map(({ customId, preview }) => [customId, preview])).toEqual([
      ["b", "2"],
      ["a", "1"],
    ]);
  });

  test("are found by words of the id, the request, the row and the whole of the answer", async () => {
    const long = `${"x ".repeat(500)}needle`;
    const batch = await joined(fileOf(2), [new Blob([`${answer("row-00001", long)}\n`])], source);
    expect(await batch.search("NEEDLE")).toEqual([1]);
    expect(await batch.search("answer 0")).toEqual([0]);
    expect(await batch.search("france")).toEqual([1]);
    expect(await batch.search("row-0000")).toEqual([0, 1]);
    // Who types on has the search before end.
    expect(await batch.search("row-0000", () => false)).toEqual([]);
  });

  test("are compared with what was expected", async () => {
    const lines = `${answer("row-00000", "It is 2.0")}\n${answer("row-00001", " The capital is Paris. ")}\n`;
    const { requests } = (await joined(fileOf(2), [new Blob([lines])], source)).summary();
    expect(requests.map(({ matches: by }) => by)).toEqual([
      { equal: false, contains: true, number: true },
      { equal: false, contains: true, number: false },
    ]);
  });

  test.each([
    ["Total: 1,234.5", "1234.5", true],
    ["12 of 13", "12", false],
    ["none", "0", false],
    ["-3", "3", false],
  ])("the last number of %j is %s: %s", (said, wanted, same) => {
    expect(matches(said, wanted, "number")).toBe(same);
  });

  test("of any length and with any sign become a workbook, in our own writer's hands", async () => {
    const texts = ["a\u0000b\ud800c", "_x000D_ <&> \r\n 长 🌍", "y".repeat(40_000), "-5", " padded "];
    async function* rows() {
      yield ["id", "text"];
      for (const [row, text] of texts.entries()) yield [row, text];
      for (let row = 0; row < 5000; row += 1) yield [row, `${"x".repeat(200)} ${row}`];
    }
    const book = await writeXlsx(rows());
    const [sheet] = await readXlsx(await book.arrayBuffer(), { trim: false });
    const read = sheet?.data ?? [];
    expect(read).toHaveLength(5006);
    expect(read.slice(1, 6).map(([, text]) => text)).toEqual([
      "abc",
      "_x000D_ <&> \r\n 长 🌍",
      `${"y".repeat(32_766)}…`,
      "-5",
      " padded ",
    ]);
    expect(read.at(-1)).toEqual([4999, `${"x".repeat(200)} 4999`]);
  });

  test("become a CSV and a workbook in which nothing is run as a formula, and lines that lose no digit", async () => {
    const precise =
      '{"custom_id":"row-00001","response":{"status_code":200,"body":{"choices":[{"message":{"content":"+SUM(A1)"}}],"big":9007199254740993}},"error":null}';
    const batch = await joined(
      fileOf(2),
      [new Blob([`${answer("row-00000", "@cmd")}\n${precise}\n`])],
      source,
    );
    const wanted = { places: [0, 1], rule: "equal" as const };
    const csv = await (await exportResults(batch, { ...wanted, format: "csv" })).text();
    expect(csv).toContain("row-00000,1,'=1+1,2,answered,Say exactly: answer 0,'@cmd,,2,no");
    expect(csv.split("\r\n")).toHaveLength(4);
    const book = await exportResults(batch, { ...wanted, format: "xlsx" });
    const [sheet] = await readXlsx(await book.arrayBuffer());
    expect(sheet?.data.map((row) => [row[0], row[2], row[6]])).toEqual([
      ["custom_id", "question", "answer"],
      ["row-00000", "=1+1", "@cmd"],
      ["row-00001", "capital of France", "+SUM(A1)"],
    ]);
    const lines = (await (await exportResults(batch, { ...wanted, format: "jsonl" })).text())
      .trim()
      .split("\n");
    expect(lines[1]).toContain('"big":9007199254740993');
    expect(JSON.parse(lines[1] ?? "")).toMatchObject({ custom_id: "row-00001", row: { right: "paris" } });
  });
});

test("lines that are no results are counted, and the others are shown as they came, byte for byte", async () => {
  const answer = (id: string) =>
    `{ "custom_id":"${id}", "response":{"body":{"choices":[{"message":{"content":"一"}}]}}}`;
  const lines = [answer("长"), "{", "[]", '{"custom_id":7}', "", answer("b")];
  const asked = ["长", "b"].map((id) => JSON.stringify({ custom_id: id, body: {} })).join("\n");
  const batch = await joined(new Blob([asked]), [new Blob([lines.join("\n")])]);
  expect(batch.summary()).toMatchObject({ unread: 3, counts: { answered: 2 } });
  expect((await batch.detail(0))?.result).toBe(lines[0]);
  expect((await batch.detail(1))?.result).toBe(lines[5]);
});
