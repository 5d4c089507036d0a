import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { charactersOf, editDistance, errorRates, normalise, wordsOf } from "./error-rate";

const token: fc.Arbitrary<string> = fc.constantFrom("a", "b", "c", "你", "好");
const tokens = fc.array(token, { maxLength: 12 });

describe("the distance of two texts", () => {
  test("is nothing for the same, and never more than the longer one", () => {
    fc.assert(
      fc.property(tokens, tokens, (one, other) => {
        expect(editDistance(one, one)).toBe(0);
        const distance = editDistance(one, other);
        expect(distance).toBeLessThanOrEqual(Math.max(one.length, other.length));
        expect(distance).toBeGreaterThanOrEqual(Math.abs(one.length - other.length));
        expect(distance === 0).toBe(one.join() === other.join());
      }),
    );
  });

  test("is the same both ways, and no longer than a way over a third text", () => {
    fc.assert(
      fc.property(tokens, tokens, tokens, (one, other, third) => {
        expect(editDistance(one, other)).toBe(editDistance(other, one));
        expect(editDistance(one, other)).toBeLessThanOrEqual(
          editDistance(one, third) + editDistance(third, other),
        );
      }),
    );
  });

  test("grows by one with each word that is replaced, removed or added", () => {
    fc.assert(
      fc.property(tokens, fc.nat(), (one, place) => {
        const at = one.length === 0 ? 0 : place % one.length;
        expect(editDistance(one, one.toSpliced(at, 0, "new"))).toBe(1);
        if (one.length === 0) return;
        expect(editDistance(one, one.toSpliced(at, 1))).toBe(1);
        expect(editDistance(one, one.toSpliced(at, 1, "new"))).toBe(1);
      }),
    );
  });
});

describe("what says nothing about hearing does not count:", () => {
  test.each([
    ["capitals and punctuation", "Hello, World!", "hello world"],
    ["full width", "ＡＢＣ１２３，好。", "abc123好"],
    ["spaces", "  one \n two\t", "one two"],
    ["the apostrophe in a word", "Don’t stop", "dont stop"],
    ["punctuation in Chinese", "今天，天气很好！", "今天天气很好"],
  ])("%s", (_what, reference, heard) => {
    const { word, character } = errorRates(reference, heard);
    expect(character?.errors).toBe(0);
    expect(word?.errors ?? 0).toBe(0);
  });

  test("made the same once, a text stays as it is", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        expect(normalise(normalise(text))).toBe(normalise(text));
      }),
    );
  });
});

test("English is counted by words and characters, Chinese by characters", () => {
  expect(errorRates("the cat sat on the mat", "the cat sit on mat")).toEqual({
    word: { errors: 2, of: 6 },
    character: { errors: 4, of: 17 },
  });
  expect(errorRates("今天天气很好", "今天天汽很好啊")).toEqual({
    word: undefined,
    character: { errors: 2, of: 6 },
  });
  expect(wordsOf("我用 iPhone 拍照")).toEqual(["我", "用", "iphone", "拍", "照"]);
  expect(charactersOf("a b 好")).toEqual(["a", "b", "好"]);
});

test("nothing to compare with, and more than can be compared in good time, have no rate", () => {
  expect(errorRates("…", "words")).toEqual({ word: undefined, character: undefined });
  const long = "word ".repeat(25_000);
  expect(errorRates(long, "word")).toEqual({ word: undefined, character: undefined });
});
