import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createCountedFiles } from "./counted-files";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "counted-"));
});
afterEach(() => rm(directory, { recursive: true }));

test("each file is counted once, also beyond a restart and when it is fetched twice at a time", async () => {
  const file = path.join(directory, "counted.txt");
  const first = createCountedFiles(file, () => {});
  expect(
    await Promise.all([first.isFirst("file-a"), first.isFirst("file-a"), first.isFirst("file-b")]),
  ).toEqual([true, false, true]);
  const second = createCountedFiles(file, () => {});
  expect(await Promise.all(["file-a", "file-b", "file-c"].map((id) => second.isFirst(id)))).toEqual([
    false,
    false,
    true,
  ]);
});

test("a disk that takes nothing is told of, and the file counts all the same", async () => {
  const told: unknown[] = [];
  const counted = createCountedFiles(path.join(directory, "none", "counted.txt"), (error) =>
    told.push(error),
  );
  expect(await counted.isFirst("file-a")).toBe(true);
  expect(told).toHaveLength(1);
});
