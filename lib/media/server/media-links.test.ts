import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, expect, test } from "vitest";
import { MediaLinks } from "./media-links";

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), "links-"));
});
afterEach(() => rm(directory, { recursive: true }));

const hour = 3_600_000;
const now = 1_790_000_000_000;
const read = (address: string) => {
  const url = new URL(address, "http://localhost");
  return { id: url.pathname.split("/").at(-1) ?? "", query: url.searchParams };
};

test("an address is good until its day, for its file, on every process of the data directory", () => {
  const links = new MediaLinks(path.join(directory, "secret"), hour);
  const { id, query } = read(links.pathOf("media_a", now));
  const other = new MediaLinks(path.join(directory, "secret"), hour);
  expect(other.isValid(id, query, now + hour - 1000)).toBe(true);
  expect(other.isValid(id, query, now + hour + 1000)).toBe(false);
  expect(other.isValid("media_b", query, now)).toBe(false);
  const elsewhere = new MediaLinks(path.join(directory, "other-secret"), hour);
  expect(elsewhere.isValid(id, query, now)).toBe(false);
});

test("nobody makes one up", () => {
  const links = new MediaLinks(path.join(directory, "secret"), hour);
  const word = fc.string({ unit: "binary" });
  fc.assert(
    fc.property(word, word, word, (id, expires, signature) => {
      expect(links.isValid(id, new URLSearchParams({ expires, signature }), now)).toBe(false);
    }),
  );
  expect(links.isValid("media_a", new URLSearchParams(), now)).toBe(false);
});

test("a file that holds no secret is not taken for one", async () => {
  const file = path.join(directory, "secret");
  await writeFile(file, "abc");
  expect(() => new MediaLinks(file, hour).pathOf("media_a")).toThrow(/holds no secret/);
});
