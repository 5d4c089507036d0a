import {
  classify,
  closesFence,
  type Fence,
  indentOf,
  interrupts,
  isBlank,
  isSetextUnderline,
  isTableHead,
  type MathCloser,
  readFence,
  readItem,
} from "./line-kind";
import { freshCutScan } from "./paragraph-cut";
import { close, type Draft, keepLine, type Mode, softLimit, sourceKindOf } from "./split-state";

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

function takeParagraphLine(
  draft: Draft,
  line: string,
  length: number,
  mode: Mode & { kind: "paragraph" },
): void {
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
  else if (draft.lineStart >= softLimit)
    close(draft, draft.lineStart, "markdown", { kind: "table", head }, head);
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
function takeOtherLine(
  draft: Draft,
  line: string,
  length: number,
  kind: "quote" | "html" | "indented",
): void {
  const blank = isBlank(line);
  const quoted = kind === "quote" && classify(line).kind === "quote";
  const goesOn = {
    quote: quoted || blank || !interrupts(line),
    html: true,
    indented: blank || indentOf(line) > 3,
  };
  if (!goesOn[kind]) {
    startOver(draft, line, length);
    return;
  }
  keepLine(draft, length);
  const pause = blank || (quoted && isBlank(line.replace(/^ {0,3}>/, "")));
  const ended = blank && kind !== "indented";
  if (ended || (pause && draft.lineStart >= softLimit)) close(draft, draft.lineStart, "markdown");
}

/** Takes the next whole line, which ends at `lineEnd`, into the open block or starts another with it. */
export function takeLine(draft: Draft, lineEnd: number): void {
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
