import { expect, test } from "vitest";
import { newSetup } from "../column-setup";
import { rowFaults } from "./row-faults";

test("rows that cannot be asked are found by a column's own instructions too", () => {
  const columns = [{ id: "c", setup: { ...newSetup("m"), systemPrompt: "{{tone}}" } }];
  expect(
    rowFaults({ template: "{{q}}", systemTemplate: "{{role}}", columns, rows: [{ q: "x", role: " " }] }),
  ).toEqual([
    { row: 0, name: "role", fault: "empty" },
    { row: 0, name: "tone", fault: "missing" },
  ]);
});
