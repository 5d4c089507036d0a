import { diffArrays, diffWords } from "diff";

/** A stretch of two texts: in both, only in the first, or only in the second. */
export type DiffPart = { kind: "same" | "removed" | "added"; text: string };

/** What is compared in Chinese; in other scripts it is words. */
export type DiffUnit = "word" | "character";

/** Two texts that have nothing in common cost time that grows with the square: then it is given up. */
const patienceMs = 3000;

/** Knows words where none are parted by spaces. */
const segmenter = new Intl.Segmenter("zh", { granularity: "word" });

/**
 * How one text becomes another, word by word. Texts that are too different to be compared in good time are given as
 * one that goes and one that comes.
 */
export function wordDiff(before: string, after: string): DiffPart[] {
  const changes = diffWords(before, after, { intlSegmenter: segmenter, timeout: patienceMs });
  if (!changes)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return changes.map(({ value: text, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text,
  }));
}

/** A Chinese character, a word of another script, spaces, or any other sign. */
const units = /\p{Script=Han}|[\p{L}\p{N}]+?(?=\p{Script=Han}|[^\p{L}\p{N}]|$)|\s+|./gsu;

/**
 * How one text becomes another where Chinese is compared character by character, as what was heard is: other scripts
 * word by word. Gives up as `wordDiff` does.
 */
export function characterDiff(before: string, after: string): DiffPart[] {
  const unitsOf = (text: string): string[] => text.match(units) ?? [];
  const changes = diffArrays(unitsOf(before), unitsOf(after), { timeout: patienceMs });
  if (!changes)
    return [
      { kind: "removed", text: before },
      { kind: "added", text: after },
    ];
  return changes.map(({ value, added, removed }) => ({
    kind: added ? "added" : removed ? "removed" : "same",
    text: value.join(""),
  }));
}

/** How much of two texts is the same, from 0 to 1, by characters. */
export function likeness(parts: readonly DiffPart[]): number {
  const size = (kinds: readonly DiffPart["kind"][]) =>
    parts.reduce((sum, { kind, text }) => (kinds.includes(kind) ? sum + text.length : sum), 0);
  const both = size(["same", "removed"]) + size(["same", "added"]);
  return both === 0 ? 1 : (2 * size(["same"])) / both;
}
