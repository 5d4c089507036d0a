import { describe, expect, test } from "vitest";
import type { SetCell } from "@/lib/history/set-record";
import { showsRow } from "./row-filter";
import { summaryOf } from "./set-cell";

const cell = (text: string, change: Partial<SetCell> = {}) =>
  summaryOf({
    setId: "s",
    columnId: "c",
    row: 0,
    id: "i",
    attempt: 1,
    state: "done",
    output: { state: "completed", parts: [{ kind: "text", part: "t", choice: 0, text, startedMs: 0 }] },
    ...change,
  });
const judged = (text: string, result: "passed" | "failed" | "unjudged") =>
  cell(text, { verdict: { by: "j", result } });

describe("a row is shown", () => {
  test("as failed when one of its calls has failed", () => {
    expect(showsRow("failed", [cell("a"), cell("", { state: "failed" })], "j")).toBe(true);
    expect(showsRow("failed", [cell("a"), undefined], "j")).toBe(false);
  });

  test("as not passed when a judge has not passed an answer, could it judge it or not", () => {
    expect(showsRow("not-passed", [judged("a", "passed"), judged("b", "unjudged")], "j")).toBe(true);
    expect(showsRow("not-passed", [judged("a", "passed"), cell("b")], "j")).toBe(false);
    expect(showsRow("not-passed", [judged("a", "failed")], "another judge")).toBe(false);
  });

  test("as differing by the verdicts, or by the words where nobody has judged", () => {
    expect(showsRow("disagree", [judged("a", "passed"), judged("b", "passed")], "j")).toBe(false);
    expect(showsRow("disagree", [judged("a", "passed"), judged("a", "failed")], "j")).toBe(true);
    expect(showsRow("disagree", [cell("Yes "), cell("yes")], "j")).toBe(false);
    expect(showsRow("disagree", [cell("yes"), cell("no")], "j")).toBe(true);
    const long = "The same beginning. ".repeat(60);
    expect(showsRow("disagree", [cell(`${long}yes`), cell(`${long}no`)], "j")).toBe(true);
  });
});
