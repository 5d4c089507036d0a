import type { TextSet } from "@/lib/creations/text-set";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import type { Row } from "./row-formats";

export const splits = ["lines", "blocks"] as const;
/** A text a line, or a text a block between empty lines. */
export type Split = (typeof splits)[number];

/** Texts as they will be sent, and how many lines or rows have none. */
export type GivenTexts = { set: TextSet; empty: number };

type Numbered = { text: string; line: number };

function given(all: readonly Numbered[]): GivenTexts {
  const kept = all.filter(({ text }) => text.trim() !== "");
  return {
    set: { texts: kept.map(({ text }) => text.trim()), lines: kept.map(({ line }) => line) },
    empty: all.length - kept.length,
  };
}

const lineBreak = /\r\n|\n|\r/;

function blocksOf(lines: readonly string[]): Numbered[] {
  const blocks: Numbered[] = [];
  let open: Numbered | undefined;
  for (const [at, line] of lines.entries()) {
    if (line.trim() === "") open = undefined;
    else if (open) open.text += `\n${line}`;
    else {
      open = { text: line, line: at + 1 };
      blocks.push(open);
    }
  }
  return blocks;
}

/** What was typed or pasted as texts. The break at its end begins no line; between blocks empty lines are no texts. */
export function textsFrom(typed: string, split: Split): GivenTexts {
  const lines = typed.split(lineBreak);
  if (lines.at(-1) === "") lines.pop();
  return given(split === "blocks" ? blocksOf(lines) : lines.map((text, at) => ({ text, line: at + 1 })));
}

/**
 * Texts as a person would type them, so that `textsFrom` gives them again. Nothing where they cannot be typed: texts of
 * several lines, or blocks with an empty line inside.
 */
export function typedFrom(texts: readonly string[], split: Split): string | undefined {
  const [unfit, end] = split === "lines" ? [/[\r\n]/, "\n"] : [/\r|\n\s*\n/, "\n\n"];
  return texts.some((text) => unfit.test(text)) ? undefined : texts.map((text) => text + end).join("");
}

/** One column of a file as texts. */
export const textsOfColumn = (rows: readonly Row[], column: string): GivenTexts =>
  given(rows.map((row, at) => ({ text: row[column] ?? "", line: at + 1 })));

/** The column that most likely holds the texts: the one with the most to read. */
export function textColumnOf(rows: readonly Row[], names: readonly string[]): string | undefined {
  const lengthOf = (name: string) =>
    rows.slice(0, 100).reduce((sum, row) => sum + (row[name]?.length ?? 0), 0);
  return names.reduce<string | undefined>(
    (best, name) => (best === undefined || lengthOf(name) > lengthOf(best) ? name : best),
    undefined,
  );
}

/** Of many characters only so many are counted one by one. */
const countedCharacters = 100_000;

/** About how many tokens all texts have. */
export function estimateAll(texts: readonly string[]): number {
  let counted = 0;
  let characters = 0;
  let tokens = 0;
  for (const text of texts) {
    characters += text.length;
    if (counted > countedCharacters) continue;
    counted += text.length;
    tokens += estimateTokens(text);
  }
  return counted === 0 ? 0 : Math.round((tokens * characters) / counted);
}

/** The lines of the texts that are probably longer than a model takes. */
export const overlongLines = ({ texts, lines }: TextSet, mostTokens: number): number[] =>
  texts.flatMap((text, at) =>
    text.length > mostTokens && estimateTokens(text) > mostTokens ? (lines[at] ?? []) : [],
  );
