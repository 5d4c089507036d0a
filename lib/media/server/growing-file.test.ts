import { appendFile, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { buffer } from "node:stream/consumers";
import { afterEach, beforeEach, expect, test } from "vitest";
import { GrowingFile } from "./growing-file";

let directory: string;
const { signal } = new AbortController();

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "growing-"));
});
afterEach(() => rm(directory, { recursive: true, force: true }));

test("a file is read while it grows, and to its end when it was moved meanwhile", async () => {
  const place = path.join(directory, "one.part");
  await writeFile(place, "first ");
  const file = new GrowingFile(place);
  file.grow(6);
  const read = await file.open();
  if (!read) throw new Error("It cannot be opened.");
  const all = buffer(read(signal));
  await appendFile(place, "second");
  file.grow(6);
  await rename(place, path.join(directory, "one"));
  file.end();
  expect((await all).toString()).toBe("first second");
});

test("a file that has gone to its place already is not there to be opened, and nothing is broken by it", async () => {
  const place = path.join(directory, "one.part");
  const file = new GrowingFile(place);
  expect(await file.open()).toBeUndefined();
});
