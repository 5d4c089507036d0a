import { startTransition, useDeferredValue, useEffect, useState } from "react";
import { useBlocks } from "@/lib/markdown/use-blocks";
import { MarkdownBlock } from "./markdown-block";
import { PlainText } from "./plain-text";

/** How many blocks of a text that is already long are formatted at a time. */
const batch = 8;

/**
 * How many blocks are formatted yet. A long finished text starts plain and is formatted in steps from the top,
 * so that none of them holds the page up; once all are done, a new block is formatted at once.
 */
function useFormattedCount(total: number): number {
  const [count, setCount] = useState(batch);
  const done = count >= total;
  useEffect(() => {
    // React's scheduler: each step is a rendering of its own that input may interrupt.
    startTransition(() => setCount(done ? Number.POSITIVE_INFINITY : count + batch));
  }, [count, done]);
  return count;
}

/** The heavy part of MarkdownView, loaded on demand. */
export function MarkdownBlocks({ text, streaming }: { text: string; streaming: boolean }) {
  const { closed, open } = useBlocks(useDeferredValue(text), streaming);
  const formatted = useFormattedCount(closed.length);
  return (
    <>
      {closed.map((block, index) =>
        index < formatted ? (
          <MarkdownBlock key={block.key} block={block} growing={false} />
        ) : (
          <PlainText key={block.key} text={block.source} />
        ),
      )}
      {open && <MarkdownBlock key={open.key} block={open} growing={streaming} />}
    </>
  );
}
