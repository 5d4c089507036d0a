import { type BlockContent, contentOf, type SourceKind } from "./block-content";
import type { Fence, ListItem, MathCloser } from "./line-kind";
import { type CutScan, freshCutScan } from "./paragraph-cut";

/**
 * Growing Markdown, split into its top-level blocks. Invariants, whatever the pieces the text comes in:
 * the sources of the closed blocks and the pending text, put together, are the text; the blocks depend on the
 * text alone; a closed block never changes; and each character is looked at a bounded number of times.
 * A state is never changed, so React may drop a rendering and start again from an older one.
 */
export type SplitState = Readonly<{
  closed: readonly Block[];
  /** Source of the open block. */
  pending: string;
  /** Where the open block starts in the whole text. */
  offset: number;
  lineStart: number;
  scanned: number;
  checkAt: number;
  prefix: string;
  mode: Mode;
  /** How many characters were looked at so far. */
  examined: number;
}>;

/** `key` is where the block starts in the text, and stays when an open block closes. */
export type Block = Readonly<{ key: number; source: string; content: BlockContent }>;

export type ParagraphMode = { kind: "paragraph"; scan: CutScan; lastLine: number };

export type Mode =
  | { kind: "none" | "quote" | "html" | "indented" }
  | ParagraphMode
  | { kind: "code"; fence: Fence }
  | { kind: "math"; closer: MathCloser }
  | { kind: "table"; head: string }
  | { kind: "list"; item: ListItem; afterBlank: boolean; fence: Fence | null };

export type Draft = { -readonly [Key in keyof SplitState]: SplitState[Key] };

/** Past the first, a block ends at the next good place; past the second, at any. Code and formulas never do. */
export const softLimit = 4096;
export const hardLimit = 2 * softLimit;
/** How often an unfinished line is looked at. */
export const checkStep = 1024;

const none: Mode = { kind: "none" };
export const freshParagraph: ParagraphMode = { kind: "paragraph", scan: freshCutScan, lastLine: 0 };

export const emptySplit: SplitState = {
  closed: [],
  pending: "",
  offset: 0,
  lineStart: 0,
  scanned: 0,
  checkAt: checkStep,
  prefix: "",
  mode: none,
  examined: 0,
};

export function sourceKindOf(mode: Mode): SourceKind {
  return mode.kind === "code" || mode.kind === "math" ? mode.kind : "markdown";
}

/** Ends the open block at `at`; what follows is pending in the given mode. */
export function close(draft: Draft, at: number, kind: SourceKind, next: Mode = none, nextPrefix = ""): void {
  if (at > 0) {
    const source = draft.pending.slice(0, at);
    const content = contentOf(kind, source, { prefix: draft.prefix, open: false });
    draft.closed = [...draft.closed, { key: draft.offset, source, content }];
  }
  draft.pending = draft.pending.slice(at);
  draft.offset += at;
  draft.lineStart = Math.max(0, draft.lineStart - at);
  draft.scanned = Math.max(0, draft.scanned - at);
  draft.checkAt = checkStep;
  draft.prefix = nextPrefix;
  draft.mode = next;
}

export function keepLine(draft: Draft, length: number): void {
  draft.lineStart += length;
  draft.scanned = draft.lineStart;
}
