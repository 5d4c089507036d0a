import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type BuildSetup, buildFaults, buildFile, requestOf } from "./build";
import { checkFile } from "./check-file";

const model = "deepseek-ai/DeepSeek-V3";
const setup: BuildSetup = {
  template: "Translate into {{language}}: {{text}}",
  systemTemplate: "",
  model,
  parameters: { temperature: 0.2, thinking_budget: 1024 },
  idColumn: undefined,
};
const takesBatches = () => true;

describe("a table as a batch", () => {
  test("has a request a row, with its values, the parameters and an id by its place", () => {
    expect(requestOf({ text: "cat", language: "中文" }, 6, setup)).toEqual({
      custom_id: "row-00007",
      method: "POST",
      url: "/v1/chat/completions",
      body: {
        model,
        messages: [{ role: "user", content: "Translate into 中文: cat" }],
        temperature: 0.2,
        thinking_budget: 1024,
      },
    });
  });

  test("takes ids of a column, and the place where that says nothing; the system's words where there are any", () => {
    const own = { ...setup, idColumn: "sku", systemTemplate: "You know {{language}}." };
    expect(requestOf({ sku: " A-1 ", text: "x", language: "fr" }, 0, own)).toMatchObject({
      custom_id: "A-1",
      body: { messages: [{ role: "system", content: "You know fr." }, { role: "user" }] },
    });
    expect(requestOf({ text: "x" }, 1, own).custom_id).toBe("row-00002");
  });

  test("is a file in which nothing is wrong, whatever the cells hold", async () => {
    const cell = fc.string({ unit: "grapheme" });
    const rows = fc.array(fc.record({ text: cell, language: cell }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(rows, async (all) => {
        const report = await checkFile(buildFile(all, setup), { takesBatches });
        expect([report.findings, report.requests.length]).toEqual([[], all.length]);
      }),
    );
  });

  test("says which rows lack a value, and which ids are the same", async () => {
    const rows = [
      { text: "a", language: "fr", id: "1" },
      { text: "b", id: "1" },
    ];
    expect(
      buildFaults(
        rows.map((row) => ({ ...row }) as Record<string, string>),
        setup,
      ),
    ).toEqual([{ row: 1, name: "language", fault: "missing" }]);
    const file = buildFile(rows as Record<string, string>[], { ...setup, idColumn: "id" });
    expect((await checkFile(file, { takesBatches })).findings).toMatchObject([
      { line: 2, code: "same-custom-id", other: 1 },
    ]);
  });
});
