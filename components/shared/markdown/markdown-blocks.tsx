import { useDeferredValue } from "react";
import { useBlocks } from "@/lib/markdown/use-blocks";
import { warmUpTypesetting } from "./formula";
import { MarkdownBlock } from "./markdown-block";
import { PlainText } from "./plain-text";
import { useGradualCount } from "./use-gradual-count";

/** How many blocks of a text that is already long are formatted at a time; the others are plain until then. */
const blocksAtATime = 8;

/** Pays now for what is slow only the first time. */
export function warmUp(): void {
  warmUpTypesetting();
}

/** The heavy part of MarkdownView, loaded on demand. */
export function MarkdownBlocks({ text, streaming }: { text: string; streaming: boolean }) {
  const { closed, open } = useBlocks(useDeferredValue(text), streaming);
  const formatted = useGradualCount(closed.length, blocksAtATime);
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
