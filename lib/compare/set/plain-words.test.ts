import fc from "fast-check";
import { expect, test } from "vitest";
import { plainWords } from "./plain-words";

test.each([
  ["## Capital of Australia\n\nYou **asked** for it.", "Capital of Australia You asked for it."],
  [
    "**In one sentence:** *Canberra*, of __course__ and _so_.",
    "In one sentence: Canberra, of course and so.",
  ],
  ["- one\n- [x] two\n  * three\n1. four", "one two three 1. four"],
  ["> ### Said\n> twice", "Said twice"],
  ["See [the page](https://a.b/c) ![a fox](x.png) and `code`.", "See the page a fox and code."],
  ["```python\nprint(1)\n```", "print(1)"],
  ["above\n\n---\n\nbelow", "above below"],
  ["| a | b |\n|---|:-:|\n| 1 | 2 |", "| a | b | | 1 | 2 |"],
  ["**答案**是*堪培拉*。", "答案是堪培拉。"],
])("%j reads as %j", (markdown, words) => {
  expect(plainWords(markdown)).toBe(words);
});

test.each([
  "2 * 3 * 4 = 24",
  "2**10",
  "a snake_case_name",
  "-5",
  "#1 of 3",
  '{"a": [1, 2]}',
  "5 > 3",
  "x * y",
])("%j, in which nothing is a mark, stays", (text) => {
  expect(plainWords(text)).toBe(text);
});

test("words without marks stay, and no text of any kind takes long", () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[a-z0-9你好]{1,8}$/), { minLength: 1 }), (words) => {
      expect(plainWords(words.join(" "))).toBe(words.join(" "));
    }),
  );
  const started = performance.now();
  for (const piece of ["*a", "**", "_ _", "[", "![](", "- ", "`", "> ", "~~ "]) plainWords(piece.repeat(300));
  expect(performance.now() - started).toBeLessThan(1000);
});
