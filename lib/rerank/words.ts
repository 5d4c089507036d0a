import { wordsOf } from "@/lib/vectors/bm25";

/** They stand in any text. */
const emptyWords = new Set(
  "a an the of to in on at is are was were be do does i it this that and or not for with how what 的 了 是 在 和 与 吗 呢".split(
    " ",
  ),
);

/** In fewer documents than this, a word that all of them have may still tell something. */
const few = 4;

/** The words of a query that tell documents apart: found in some of them and, where there are several, not in most. */
export function tellingWords(query: string, documents: readonly string[]): string[] {
  const found = documents.map((document) => new Set(wordsOf(document)));
  const most = documents.length < few ? documents.length : documents.length / 2;
  const words = new Set(wordsOf(query).filter((word) => !emptyWords.has(word)));
  return [...words].filter((word) => {
    const count = found.filter((words) => words.has(word)).length;
    return count > 0 && count <= most;
  });
}

const segmenter = new Intl.Segmenter(undefined, { granularity: "word" });

/** Dividing a text into words takes time: of a longer one only its beginning is looked through. */
const mostLookedThrough = 5000;

export type MarkedPiece = { text: string; marked: boolean };

/** A text in pieces, those marked that are one of the words. Joined, they are the text. */
export function markWords(text: string, words: ReadonlySet<string>): MarkedPiece[] {
  if (words.size === 0 || text === "") return [{ text, marked: false }];
  const pieces: MarkedPiece[] = [];
  for (const { segment, isWordLike } of segmenter.segment(text.slice(0, mostLookedThrough))) {
    const marked = isWordLike === true && words.has(segment.toLowerCase().normalize("NFKC"));
    const last = pieces.at(-1);
    if (last && last.marked === marked && !marked) last.text += segment;
    else pieces.push({ text: segment, marked });
  }
  if (text.length > mostLookedThrough) pieces.push({ text: text.slice(mostLookedThrough), marked: false });
  return pieces;
}
