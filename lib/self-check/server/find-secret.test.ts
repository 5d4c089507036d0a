import fc from "fast-check";
import { expect, test } from "vitest";
import { holdsSecret, searchable } from "./find-secret";

async function* pieces(text: string, size: number) {
  const bytes = Buffer.from(text);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

test("a key is found wherever it stands and however the text comes in", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.string(),
      fc.string(),
      fc.integer({ min: 1, max: 9 }),
      async (before, after, size) => {
        expect(
          await holdsSecret(["sk-other", "sk-钥匙-1234"], pieces(`${before}sk-钥匙-1234${after}`, size)),
        ).toBe(true);
      },
    ),
  );
});

test("a part of a key is not found: nobody can guess one letter by letter", async () => {
  const key = "sk-0123456789";
  for (let length = 0; length < key.length; length += 1)
    expect(await holdsSecret([key], pieces(`${key.slice(0, length)} ${key.slice(length + 1)}`, 4))).toBe(
      false,
    );
});

test("a key that is short enough to be guessed is not looked for: one text can hold thousands of them", () => {
  expect(searchable(["sf-1234", "sk-0123456789abcdef"])).toEqual(["sk-0123456789abcdef"]);
});

test("without a key nothing is found", async () => {
  expect(await holdsSecret([], pieces("sk-0123456789", 4))).toBe(false);
});
