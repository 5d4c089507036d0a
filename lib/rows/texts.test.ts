import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { estimateAll, overlongLines, textColumnOf, textsFrom, textsOfColumn, typedFrom } from "./texts";

const word = fc.stringMatching(/^[a-z猫0-9]{1,12}$/);

describe("texts by hand", () => {
  test("are one a line; empty lines are counted and leave the numbers of the others alone", () => {
    expect(textsFrom("one\n\n  two \r\n \nthree\n", "lines")).toEqual({
      set: { texts: ["one", "two", "three"], lines: [1, 3, 5] },
      empty: 2,
    });
  });

  test("come back as they were typed, one a line or in blocks, or not at all", () => {
    const line = fc.stringMatching(/^[a-z猫](?:[a-z ]*[a-z])?$/);
    const block = fc.array(line, { minLength: 1, maxLength: 3 }).map((all) => all.join("\n"));
    fc.assert(
      fc.property(fc.array(block), fc.constantFrom("lines" as const, "blocks" as const), (texts, split) => {
        const typed = typedFrom(texts, split);
        const fits = split === "blocks" || texts.every((text) => !text.includes("\n"));
        expect(typed === undefined ? undefined : textsFrom(typed, split).set.texts).toEqual(
          fits ? texts : undefined,
        );
      }),
    );
    expect(typedFrom(["one\n\nmore"], "blocks")).toBeUndefined();
  });

  test("can be blocks between empty lines", () => {
    expect(textsFrom("one\nmore\n\n\ntwo\n", "blocks")).toEqual({
      set: { texts: ["one\nmore", "two"], lines: [1, 5] },
      empty: 0,
    });
  });

  test("come back whatever stands between them", () => {
    const gaps = fc.constantFrom("\n", "\r\n", "\n\n", "\n \t\n", "\r");
    fc.assert(
      fc.property(fc.array(fc.tuple(word, gaps)), (parts) => {
        const typed = parts.map(([text, gap]) => text + gap).join("");
        const { set } = textsFrom(typed, "lines");
        expect(set.texts).toEqual(parts.map(([text]) => text));
        const lines = typed.split(/\r\n|\n|\r/);
        expect(set.lines.map((line) => lines[line - 1])).toEqual(set.texts);
      }),
    );
  });
});

describe("a file", () => {
  const rows = [{ id: "1", question: "How long?" }, { id: "2" }, { id: "3", question: " Where? " }];

  test("gives the column with the most to read, without its empty cells", () => {
    expect(textColumnOf(rows, ["id", "question"])).toBe("question");
    expect(textColumnOf(rows, [])).toBeUndefined();
    expect(textsOfColumn(rows, "question")).toEqual({
      set: { texts: ["How long?", "Where?"], lines: [1, 3] },
      empty: 1,
    });
  });
});

describe("before sending", () => {
  test("tokens are estimated, of very many texts from a part of them", () => {
    expect(estimateAll([])).toBe(0);
    expect(estimateAll(["猫".repeat(10)])).toBe(6);
    const many = Array.from({ length: 5000 }, () => "x".repeat(100));
    expect(estimateAll(many)).toBe(5000 * 30);
  });

  test("texts that a model will hardly take are named by their lines", () => {
    const texts = ["short", "猫".repeat(1000), "word ".repeat(1000)];
    expect(overlongLines({ texts, lines: [1, 4, 9] }, 512)).toEqual([4, 9]);
  });
});
