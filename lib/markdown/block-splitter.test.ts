import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { feed, openBlock } from "./block-splitter";
import { type Block, emptySplit } from "./split-state";

/** All blocks of a text that arrives in pieces of the given lengths, and then the rest. */
function split(text: string, lengths: readonly number[] = []) {
  let state = emptySplit;
  let at = 0;
  for (const length of lengths) {
    state = feed(state, text.slice(at, at + length));
    at += length;
  }
  state = feed(state, text.slice(at));
  const open = openBlock(state, false);
  return { state, blocks: open ? [...state.closed, open] : state.closed };
}

function sources(text: string): string[] {
  return split(text).blocks.map((block) => block.source);
}

function textOf({ content }: Block): string {
  switch (content.kind) {
    case "code":
      return content.code;
    case "math":
      return content.tex;
    case "markdown":
    case "plain":
      return content.text;
  }
}

const fragments = [
  ...[
    "```js\n",
    "```\n",
    "~~~~\n",
    "~~~\n",
    "````\n",
    "  ```py\n",
    "$$\n",
    "$$x$$\n",
    "$$",
    "\\[",
    "\\]",
    "\\[ y \\]\n",
  ],
  ...[
    "| a | b |\n",
    "|---|:-:|\n",
    "| 1 | 2 |\n",
    "- item\n",
    "  more\n",
    "    deep\n",
    "1. one\n",
    "7. seven\n",
    "* x\n",
  ],
  ...[
    "> quote\n",
    ">\n",
    "# head\n",
    "---\n",
    "===\n",
    "<div>\n",
    "</div>\n",
    "\n",
    "\n\n",
    "\r\n",
    "\t",
    " ",
    "text ",
    "word\n",
  ],
  ...[
    "**b**",
    "`c`",
    "$5 ",
    "$x$",
    "[l](u)",
    "![i](u)",
    "中文。",
    "😀",
    "\\",
    "`",
    "*",
    "_a_",
    "a".repeat(900),
    "句子。".repeat(400),
  ],
] as const;
const markdown = fc.array(fc.constantFrom(...fragments), { maxLength: 60 }).map((parts) => parts.join(""));

describe("splitting", () => {
  it("gives the same blocks whatever the pieces the text arrives in", () => {
    fc.assert(
      fc.property(
        markdown,
        fc.array(fc.integer({ min: 0, max: 700 }), { maxLength: 60 }),
        (text, lengths) => {
          expect(split(text, lengths).blocks).toEqual(split(text).blocks);
        },
      ),
      { numRuns: 400 },
    );
  });

  it("gives the same blocks when each character arrives alone", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        expect(
          split(
            text,
            Array.from({ length: text.length }, () => 1),
          ).blocks,
        ).toEqual(split(text).blocks);
      }),
      { numRuns: 60 },
    );
  });

  it("loses and repeats no character: the sources put together are the text", () => {
    fc.assert(
      fc.property(markdown, (text) => {
        const { state } = split(text);
        expect(state.closed.map((block) => block.source).join("") + state.pending).toBe(text);
        expect(state.closed.map((block) => block.key)).toEqual(
          state.closed.map((_, index) =>
            state.closed.slice(0, index).reduce((sum, { source }) => sum + source.length, 0),
          ),
        );
      }),
    );
  });

  it("never changes a block that is closed", () => {
    fc.assert(
      fc.property(markdown, markdown, (first, second) => {
        const before = feed(emptySplit, first);
        const after = feed(before, second);
        before.closed.forEach((block, index) => {
          expect(after.closed[index]).toBe(block);
        });
      }),
    );
  });

  it.each([
    ["one long line", "**a** and some words. ".repeat(4000)],
    ["bold without a space", "**a**".repeat(16_000)],
    ["one unbroken word", "a".repeat(100_000)],
    ["open brackets", "[".repeat(60_000)],
    ["a long list", "- an item of the list\n".repeat(4000)],
    ["a long table", `| a | b |\n|---|---|\n${"| one | two |\n".repeat(4000)}`],
    ["Chinese", "这是一个很长的段落，没有空格。".repeat(3000)],
    ["backticks", "` `` ``` ".repeat(8000)],
    ["code", `\`\`\`js\n${"const a = 1;\n".repeat(6000)}`],
  ])("looks at each character of %s a bounded number of times, in pieces of 7", (_, text) => {
    const { state } = split(
      text,
      Array.from({ length: Math.ceil(text.length / 7) }, () => 7),
    );
    expect(state.examined).toBeLessThan(6 * text.length + 10_000);
  });

  it.each([
    ["sentences", "Some words that go on. ".repeat(2000), 4200],
    ["Chinese sentences", "这是一个很长的段落，没有空格。".repeat(2000), 4200],
    ["bold without a space", "**a**".repeat(16_000), 4200],
    ["list items", "- an item of the list\n".repeat(2000), 4200],
    ["numbered items with paragraphs", "1. an item\n\n   more of it\n\n".repeat(2000), 4200],
    ["table rows", `| a | b |\n|---|---|\n${"| one | two |\n".repeat(2000)}`, 4200],
    ["quoted paragraphs", "> some quoted text\n>\n".repeat(2000), 4200],
    ["an unbroken word", "a".repeat(100_000), 4200],
    ["open brackets", "[".repeat(60_000), 4200],
  ])("keeps blocks of %s small", (_, text, limit) => {
    expect(Math.max(...sources(text).map((source) => source.length))).toBeLessThan(limit);
  });
});

describe("block boundaries", () => {
  it.each([
    ["paragraphs", "one\ntwo\n\nthree", ["one\ntwo\n\n", "three"]],
    ["a heading closes at once", "# a\n## b\ntext", ["# a\n", "## b\n", "text"]],
    ["an underlined heading", "head\n---\ntext", ["head\n---\n", "text"]],
    ["a rule", "a\n\n---\nb", ["a\n\n", "---\n", "b"]],
    [
      "a fence ends a paragraph and holds blank lines",
      "a\n```js\nx\n\n# y\n```\nb",
      ["a\n", "```js\nx\n\n# y\n```\n", "b"],
    ],
    ["a shorter or other fence is code", "````\n```\n~~~~\n````\nb", ["````\n```\n~~~~\n````\n", "b"]],
    ["display mathematics", "a\n$$\nx\n$$\nb", ["a\n", "$$\nx\n$$\n", "b"]],
    ["a formula with text behind it", "\\[\nx\n\\] where\nb", ["\\[\nx\n\\]", " where\nb"]],
    ["a formula never closed ends at a blank line", "$$\nx\n\n# b\n", ["$$\nx\n\n", "# b\n"]],
    ["dollars within a paragraph", "$$x$$ and more\nb", ["$$x$$ and more\nb"]],
    [
      "a loose list with nested parts",
      "- a\n\n  b\n\n  - c\n- d\n\nend\n",
      ["- a\n\n  b\n\n  - c\n- d\n\n", "end\n"],
    ],
    [
      "code within an item",
      "1. a\n   ```\n   x\n\n   - y\n   ```\n2. b\n",
      ["1. a\n   ```\n   x\n\n   - y\n   ```\n2. b\n"],
    ],
    ["another marker is another list", "- a\n* b\n1. c\n", ["- a\n", "* b\n", "1. c\n"]],
    ["a lazy line stays in its item", "- a\nlazy\n", ["- a\nlazy\n"]],
    ["a number other than one does not end a paragraph", "in\n1986. was\n", ["in\n1986. was\n"]],
    [
      "a table leaves the paragraph above it",
      "text\n| a |\n|---|\n| 1 |\n\nb",
      ["text\n", "| a |\n|---|\n| 1 |\n\n", "b"],
    ],
    ["a quotation", "> a\nlazy\n> b\n\nc", ["> a\nlazy\n> b\n\n", "c"]],
    ["indented code", "    x\n\n    y\nb\n", ["    x\n\n    y\n", "b\n"]],
    ["carriage returns", "a\r\n\r\n```\r\nx\r\n```\r\nb", ["a\r\n\r\n", "```\r\nx\r\n```\r\n", "b"]],
  ])("%s", (_, text, expected) => {
    expect(sources(text)).toEqual(expected);
  });

  it("repeats a table's head above the rows that were cut off", () => {
    const head = "| a | b |\n|---|---|\n";
    const { blocks } = split(head + "| one | two |\n".repeat(1000));
    expect(blocks.length).toBeGreaterThan(2);
    for (const block of blocks) expect(textOf(block).startsWith(head)).toBe(true);
  });

  it("reads code without its fences and indentation", () => {
    expect(split("  ~~~python title=x\n  a\n    b\n  ~~~\n").blocks[0]?.content).toEqual({
      kind: "code",
      language: "python",
      code: "a\n  b",
    });
  });

  it("shows no fence that is still arriving", () => {
    const state = feed(emptySplit, "```js\nx\n``");
    expect(openBlock(state, true)?.content).toEqual({ kind: "code", language: "js", code: "x" });
    expect(openBlock(state, false)?.content).toEqual({ kind: "code", language: "js", code: "x\n``" });
  });

  it.each(["$$\nx^2\n$$", "$$x^2$$", "\\[x^2\\]", "\\[\nx^2\n\\]\n", "$$x^2\n$$\n"])(
    "reads the formula of %j",
    (text) => {
      expect(split(text).blocks[0]?.content).toEqual({ kind: "math", tex: "x^2" });
    },
  );
});
