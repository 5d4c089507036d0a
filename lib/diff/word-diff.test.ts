import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { characterDiff, type DiffPart, likeness, wordDiff } from "./word-diff";

const joined = (parts: readonly DiffPart[], kinds: readonly DiffPart["kind"][]) =>
  parts.flatMap(({ kind, text }) => (kinds.includes(kind) ? [text] : [])).join("");
const words = (text: string) => text.replace(/\s+/g, "");

describe("the difference of two answers", () => {
  test("names the words that changed, not the letters", () => {
    expect(wordDiff("a quick brown fox", "a quick red fox")).toEqual([
      { kind: "same", text: "a quick " },
      { kind: "removed", text: "brown" },
      { kind: "added", text: "red" },
      { kind: "same", text: " fox" },
    ]);
  });

  test("knows words in Chinese, where no spaces part them", () => {
    expect(wordDiff("今天天气很好", "今天天气很坏")).toEqual([
      { kind: "same", text: "今天天气" },
      { kind: "removed", text: "很好" },
      { kind: "added", text: "很坏" },
    ]);
  });

  test("leaves out no word of either text", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "你", "好", " ", ".", "\n", "词") });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = wordDiff(before, after);
        expect(words(joined(parts, ["same", "removed"]))).toBe(words(before));
        expect(words(joined(parts, ["same", "added"]))).toBe(words(after));
      }),
    );
  });

  test("compares what was heard in Chinese character by character, and other words whole", () => {
    expect(characterDiff("今天天气很好 hello", "今天天汽很好 hallo")).toEqual([
      { kind: "same", text: "今天天" },
      { kind: "removed", text: "气" },
      { kind: "added", text: "汽" },
      { kind: "same", text: "很好 " },
      { kind: "removed", text: "hello" },
      { kind: "added", text: "hallo" },
    ]);
  });

  test("leaves out nothing of either text, character by character", () => {
    const text = fc.string({ unit: fc.constantFrom("a", "b", "7", "你", "好", " ", ".", "\n", "😀") });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const parts = characterDiff(before, after);
        expect(joined(parts, ["same", "removed"])).toBe(before);
        expect(joined(parts, ["same", "added"])).toBe(after);
      }),
    );
  });

  test("says how alike they are", () => {
    expect(likeness(wordDiff("one two", "one two"))).toBe(1);
    expect(likeness(wordDiff("", ""))).toBe(1);
    expect(likeness(wordDiff("alpha", "omega"))).toBe(0);
  });
});
