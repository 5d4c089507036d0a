// @vitest-environment jsdom
import "fake-indexeddb/auto";
import { act, cleanup, renderHook, waitFor } from "@testing-library/react";
import { afterEach, expect, test } from "vitest";
import { history } from "@/lib/history/database";
import type { Split } from "@/lib/rows/texts";
import { useTexts } from "./use-texts";

afterEach(async () => {
  cleanup();
  sessionStorage.clear();
  await history().drafts.clear();
});

const form = (split: Split = "lines") => renderHook(() => useTexts("texts", split)).result;
const setOf = (texts: string[]) => ({ texts, lines: texts.map((_, at) => at + 1) });

test.each(["lines", "blocks"] as const)("texts that are put back stay as many, split by %s", (split) => {
  const result = form(split);
  for (const texts of [
    ["one", "two", "three"],
    ["one\nof two lines", "two"],
  ]) {
    act(() => result.current.put(setOf(texts), "kept"));
    expect(result.current.given.set.texts).toEqual(texts);
    expect(result.current.file !== undefined).toBe(split === "lines" && texts.length === 2);
  }
});

test("what was typed before a file took its place is there again once the file is sent", () => {
  const result = form();
  act(() => result.current.type("typed before\n"));
  act(() => result.current.put(setOf(["of a\nfile", "two"]), "file.csv"));
  expect(result.current.given.set.texts).toEqual(["of a\nfile", "two"]);
  act(() => result.current.clear());
  expect(result.current.given.set.texts).toEqual(["typed before"]);
  act(() => result.current.clear());
  expect(result.current.filled).toBe(false);
});

test("a file that cannot be read is named, and holds nothing up", async () => {
  const result = form();
  const gone = new File(["a\n"], "gone.csv");
  gone.arrayBuffer = () => Promise.reject(new DOMException("It was moved.", "NotReadableError"));
  await act(() => result.current.readFile(gone));
  await waitFor(() => expect(result.current.reading).toBe(false));
  expect(result.current.refused).toEqual({ name: "gone.csv", fault: "unread" });
});
