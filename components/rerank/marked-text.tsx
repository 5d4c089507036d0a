import { useMemo } from "react";
import { markWords } from "@/lib/rerank/words";

/** A document with the words of the query marked. */
export function MarkedText({ text, words }: { text: string; words: ReadonlySet<string> }) {
  const pieces = useMemo(() => markWords(text, words), [text, words]);
  return pieces.map(({ text: piece, marked }, at) =>
    marked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
      <mark key={at} className="rounded-sm bg-warning-soft text-inherit">
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
}
