import { useMemo, useState } from "react";
import { finish, openBlock, splitText } from "./block-splitter";
import { type Block, emptySplit, type SplitState } from "./split-state";

type Seen = { text: string; split: SplitState };

const unseen: Seen = { text: "", split: emptySplit };

function see(seen: Seen, text: string): Seen {
  return { text, split: splitText(seen.split, seen.text, text) };
}

/**
 * The blocks of a text. While it merely grows, only what was added is read and closed blocks keep their
 * identity; any other change starts over. States are values, so an abandoned rendering leaves no trace.
 */
export function useBlocks(text: string, growing: boolean): { closed: readonly Block[]; open: Block | null } {
  const [remembered, remember] = useState(() => see(unseen, text));
  const seen = remembered.text === text ? remembered : see(remembered, text);
  if (seen !== remembered) remember(seen);
  const split = useMemo(() => (growing ? seen.split : finish(seen.split)), [seen, growing]);
  const open = useMemo(() => openBlock(split, growing), [split, growing]);
  return { closed: split.closed, open };
}
