import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createThoughtSplitter } from "./thought-tags";

/** What becomes of a text that arrives in these pieces. */
function split(pieces: readonly string[]): { reasoning: string; text: string } {
  const splitter = createThoughtSplitter();
  const all = [...pieces.flatMap((piece) => splitter.feed(piece)), ...splitter.end()];
  const joined = (kind: string) =>
    all
      .filter((piece) => piece.kind === kind)
      .map((piece) => piece.text)
      .join("");
  const firstText = all.findIndex((piece) => piece.kind === "text" && piece.text !== "");
  const lastThought = all.findLastIndex((piece) => piece.kind === "reasoning");
  // Thinking never comes after the answer has begun.
  if (firstText >= 0) expect(lastThought).toBeLessThan(firstText);
  return { reasoning: joined("reasoning"), text: joined("text") };
}

/** A text cut at any places. */
function cut(text: string, places: readonly number[]): string[] {
  const at = [...new Set(places.map((place) => place % (text.length + 1)))].sort((a, b) => a - b);
  return [0, ...at].map((from, index) => text.slice(from, at[index] ?? text.length));
}

const places = fc.array(fc.nat(), { maxLength: 30 });
const fragment = fc.constantFrom(
  "<think>",
  "</think>",
  "<",
  "/",
  "think>",
  "</thin",
  "<think",
  " ",
  "\n",
  "x",
  "你",
);
const anyText = fc
  .array(fc.oneof(fragment, fc.string({ maxLength: 5 })), { maxLength: 20 })
  .map((parts) => parts.join(""));
const thought = anyText.filter((text) => !text.includes("</think>"));

describe("an answer that begins with its thinking in tags", () => {
  test("is parted the same, wherever it is cut", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("", " ", "\n\n"),
        thought,
        anyText,
        places,
        (lead, thinking, answer, at) => {
          const whole = `${lead}<think>${thinking}</think>${answer}`;
          // The thinking may end early by joining with what follows: that is where the first closing tag is.
          const end = whole.indexOf("</think>");
          const expected = {
            reasoning: whole.slice(lead.length + 7, end),
            text: whole.slice(end + 8),
          };
          expect(split(cut(whole, at))).toEqual(expected);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("and breaks off in the middle of it has only thought", () => {
    fc.assert(
      fc.property(thought, places, (thinking, at) => {
        expect(split(cut(`<think>${thinking}`, at))).toEqual({ reasoning: thinking, text: "" });
      }),
    );
  });

  test("shows the thinking while it comes, not only at its end", () => {
    const splitter = createThoughtSplitter();
    expect(splitter.feed("<think>first words")).toEqual([{ kind: "reasoning", text: "first words" }]);
    expect(splitter.feed(", and more</th")).toEqual([{ kind: "reasoning", text: ", and more" }]);
    expect(splitter.feed("ink>Answer")).toEqual([{ kind: "text", text: "Answer" }]);
  });
});

describe("an answer that begins with anything else", () => {
  test("passes untouched, tags further down included", () => {
    fc.assert(
      fc.property(
        anyText.filter((text) => !text.trimStart().startsWith("<think>")),
        places,
        (whole, at) => {
          expect(split(cut(whole, at))).toEqual({ reasoning: "", text: whole });
        },
      ),
      { numRuns: 500 },
    );
  });

  test("is shown from its first character", () => {
    const splitter = createThoughtSplitter();
    expect(splitter.feed("H")).toEqual([{ kind: "text", text: "H" }]);
  });
});

test("nothing gives nothing", () => {
  expect(split([])).toEqual({ reasoning: "", text: "" });
  expect(split(["", ""])).toEqual({ reasoning: "", text: "" });
});
