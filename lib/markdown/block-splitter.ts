import { type BlockContent, contentOf, type SourceKind } from "./block-content";
import {
  classify,
  closesFence,
  type Fence,
  indentOf,
  interrupts,
  isBlank,
  isSetextUnderline,
  isTableHead,
  type ListItem,
  type MathCloser,
  readFence,
  readItem,
} from "./line-kind";
import { bestCut, type CutScan, freshCutScan, scanForCut } from "./paragraph-cut";

/**
 * Splits growing Markdown into its top-level blocks. Invariants, whatever the pieces the text comes in:
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

type Mode =
  | { kind: "none" | "quote" | "html" | "indented" }
  | { kind: "paragraph"; scan: CutScan; lastLine: number }
  | { kind: "code"; fence: Fence }
  | { kind: "math"; closer: MathCloser }
  | { kind: "table"; head: string }
  | { kind: "list"; item: ListItem; afterBlank: boolean; fence: Fence | null };

type Draft = { -readonly [Key in keyof SplitState]: SplitState[Key] };

/** Past the first, a block ends at the next good place; past the second, at any. Code and formulas never do. */
const softLimit = 4096;
const hardLimit = 4 * softLimit;

const none: Mode = { kind: "none" };
const freshParagraph: Mode = { kind: "paragraph", scan: freshCutScan, lastLine: 0 };

export const emptySplit: SplitState = {
  closed: [],
  pending: "",
  offset: 0,
  lineStart: 0,
  scanned: 0,
  checkAt: softLimit,
  prefix: "",
  mode: none,
  examined: 0,
};

function sourceKindOf(mode: Mode): SourceKind {
  return mode.kind === "code" || mode.kind === "math" ? mode.kind : "markdown";
}

/** Ends the open block at `at`; what follows is pending in the given mode. */
function close(draft: Draft, at: number, kind: SourceKind, next: Mode = none, nextPrefix = ""): void {
  if (at > 0) {
    const source = draft.pending.slice(0, at);
    const content = contentOf(kind, source, { prefix: draft.prefix, open: false });
    draft.closed = [...draft.closed, { key: draft.offset, source, content }];
  }
  draft.pending = draft.pending.slice(at);
  draft.offset += at;
  draft.lineStart = Math.max(0, draft.lineStart - at);
  draft.scanned = Math.max(0, draft.scanned - at);
  draft.checkAt = softLimit;
  draft.prefix = nextPrefix;
  draft.mode = next;
}

function keepLine(draft: Draft, length: number): void {
  draft.lineStart += length;
  draft.scanned = draft.lineStart;
}

/** Ends the block before the line at hand and starts another with it. */
function startOver(draft: Draft, line: string, length: number): void {
  close(draft, draft.lineStart, sourceKindOf(draft.mode));
  startBlock(draft, line, length);
}

/** Takes a line of a formula; text behind the closing mark starts the next block. */
function takeMathLine(draft: Draft, line: string, length: number, closer: MathCloser, from = 0): void {
  const closerAt = line.indexOf(closer, from);
  if (closerAt < 0) {
    draft.mode = { kind: "math", closer };
    keepLine(draft, length);
    // A formula holds no blank line, so one that was never closed ends here and takes nothing with it.
    if (isBlank(line)) close(draft, draft.lineStart, "markdown");
    return;
  }
  const end = closerAt + closer.length;
  const wholeLine = isBlank(line.slice(end));
  close(draft, draft.lineStart + (wholeLine ? length : end), "math");
  if (!wholeLine) startBlock(draft, line.slice(end), length - end);
}

function startBlock(draft: Draft, line: string, length: number): void {
  const found = classify(line);
  switch (found.kind) {
    case "math":
      takeMathLine(draft, line, length, found.closer, found.openerEnd);
      return;
    case "code":
      draft.mode = { kind: "code", fence: found.fence };
      break;
    case "list":
      draft.mode = { kind: "list", item: found.item, afterBlank: false, fence: nestedFence(line) };
      break;
    case "paragraph":
      draft.mode = { kind: "paragraph", scan: freshCutScan, lastLine: draft.lineStart };
      break;
    case "quote":
    case "html":
    case "indented":
      draft.mode = { kind: found.kind };
      break;
    case "heading":
    case "rule":
      keepLine(draft, length);
      close(draft, draft.lineStart, "markdown");
      return;
    case "blank":
      break;
  }
  keepLine(draft, length);
}

/** A fence opened within a list's item, behind whatever markers stand before it. */
function nestedFence(line: string): Fence | null {
  return readFence(line.replace(/^[ \t]*(?:(?:[-+*]|\d{1,9}[.)])[ \t]+)*/, ""));
}

function takeParagraphLine(draft: Draft, line: string, length: number, mode: Mode & { kind: "paragraph" }): void {
  const previous = draft.pending.slice(mode.lastLine, draft.lineStart).replace(/\r?\n$/, "");
  draft.examined += previous.length;
  if (isTableHead(previous, line)) {
    const head = draft.pending.slice(mode.lastLine, draft.lineStart + length);
    close(draft, mode.lastLine, "markdown", { kind: "table", head });
    keepLine(draft, length);
    return;
  }
  if (isSetextUnderline(line) || isBlank(line)) {
    keepLine(draft, length);
    close(draft, draft.lineStart, "markdown");
    return;
  }
  if (interrupts(line)) {
    startOver(draft, line, length);
    return;
  }
  draft.mode = { ...mode, lastLine: draft.lineStart };
  keepLine(draft, length);
}

function takeTableLine(draft: Draft, line: string, length: number, head: string): void {
  if (interrupts(line)) {
    startOver(draft, line, length);
    return;
  }
  keepLine(draft, length);
  if (isBlank(line)) close(draft, draft.lineStart, "markdown");
  else if (draft.lineStart >= softLimit) close(draft, draft.lineStart, "markdown", { kind: "table", head }, head);
}

function takeListLine(draft: Draft, line: string, length: number, mode: Mode & { kind: "list" }): void {
  if (isBlank(line)) {
    draft.mode = { ...mode, afterBlank: true };
    keepLine(draft, length);
    return;
  }
  if (indentOf(line) >= mode.item.contentIndent) {
    const inner = line.trimStart();
    const fence = mode.fence ? (closesFence(inner, mode.fence) ? null : mode.fence) : nestedFence(line);
    draft.mode = { ...mode, afterBlank: false, fence };
    keepLine(draft, length);
    return;
  }
  const found = classify(line);
  const sibling = found.kind === "list" && found.item.marker === mode.item.marker;
  if (sibling && draft.lineStart < softLimit) {
    draft.mode = { kind: "list", item: found.item, afterBlank: false, fence: nestedFence(line) };
    keepLine(draft, length);
  } else if (!sibling && !mode.afterBlank && !mode.fence && !interrupts(line) && !readItem(line)) {
    keepLine(draft, length); // a lazy continuation of the item's paragraph
  } else startOver(draft, line, length);
}

/** A quotation and text that looks like HTML go on up to a blank line; indented code, while lines are indented. */
function takeOtherLine(draft: Draft, line: string, length: number, kind: "quote" | "html" | "indented"): void {
  const blank = isBlank(line);
  const quoted = kind === "quote" && classify(line).kind === "quote";
  const goesOn = { quote: quoted || blank || !interrupts(line), html: true, indented: blank || indentOf(line) > 3 };
  if (!goesOn[kind]) {
    startOver(draft, line, length);
    return;
  }
  keepLine(draft, length);
  const pause = blank || (quoted && isBlank(line.replace(/^ {0,3}>/, "")));
  const ended = blank && kind !== "indented";
  if (ended || (pause && draft.lineStart >= softLimit)) close(draft, draft.lineStart, "markdown");
}

function takeLine(draft: Draft, lineEnd: number): void {
  const { mode, lineStart } = draft;
  const line = draft.pending.slice(lineStart, lineEnd).replace(/\r?\n$/, "");
  const length = lineEnd - lineStart;
  draft.examined += length;
  switch (mode.kind) {
    case "none":
      startBlock(draft, line, length);
      return;
    case "code":
      keepLine(draft, length);
      if (closesFence(line, mode.fence)) close(draft, draft.lineStart, "code");
      return;
    case "math":
      takeMathLine(draft, line, length, mode.closer);
      return;
    case "paragraph":
      takeParagraphLine(draft, line, length, mode);
      return;
    case "table":
      takeTableLine(draft, line, length, mode.head);
      return;
    case "list":
      takeListLine(draft, line, length, mode);
      return;
    case "quote":
    case "html":
    case "indented":
      takeOtherLine(draft, line, length, mode.kind);
      return;
  }
}
