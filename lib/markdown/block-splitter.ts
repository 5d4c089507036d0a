import { contentOf } from "./block-content";
import { classify, interrupts } from "./line-kind";
import { bestCut, scanForCut } from "./paragraph-cut";
import {
  type Block,
  checkStep,
  close,
  type Draft,
  emptySplit,
  freshParagraph,
  hardLimit,
  type SplitState,
  softLimit,
  sourceKindOf,
} from "./split-state";
import { takeLine } from "./take-line";

/** More emphasis marks than anybody writes in a paragraph; the parser's time grows with their square. */
const fewMarks = 256;
const manyMarks = 1024;

/** Cuts a paragraph that is too long or too intricate, or else sets where to look at it next. */
function cutParagraph(draft: Draft): void {
  if (draft.mode.kind !== "paragraph") return;
  const end = draft.checkAt;
  const scan = scanForCut(draft.mode.scan, draft.pending, end);
  draft.examined += end - draft.mode.scan.position;
  draft.mode = { ...draft.mode, scan };
  const place = end >= softLimit || scan.markCount > fewMarks ? bestCut(scan, end / 2) : 0;
  if (place > 0) close(draft, place, "markdown", freshParagraph);
  else if (end >= softLimit || scan.markCount > manyMarks) close(draft, end, "markdown", freshParagraph);
  else draft.checkAt = end + checkStep;
}

/**
 * The unfinished line has made the open block as long as `checkAt`. Only the text before that place decides
 * what happens, so that it happens alike however the text arrives.
 */
function relieve(draft: Draft): void {
  const line = draft.pending.slice(draft.lineStart, draft.checkAt);
  draft.examined += line.length;
  const started = draft.mode.kind === "none" ? classify(line).kind : draft.mode.kind;
  if (started === "code" || started === "math" || started === "blank")
    draft.checkAt = Number.POSITIVE_INFINITY;
  else if (draft.mode.kind === "paragraph" && draft.lineStart > 0 && interrupts(line)) {
    close(draft, draft.lineStart, "markdown");
  } else if (started === "paragraph") {
    if (draft.mode.kind === "none") draft.mode = { ...freshParagraph, lastLine: draft.lineStart };
    cutParagraph(draft);
  } else if (draft.checkAt < hardLimit) draft.checkAt = hardLimit;
  else if (draft.mode.kind === "list" && draft.mode.fence) draft.checkAt = Number.POSITIVE_INFINITY;
  else if (draft.lineStart > 0 && draft.mode.kind === "table") {
    close(draft, draft.lineStart, "markdown", draft.mode, draft.mode.head);
  } else if (draft.lineStart > 0) close(draft, draft.lineStart, "markdown");
  else close(draft, draft.checkAt, "markdown", freshParagraph);
}

/** The state after more text arrived. */
export function feed(state: SplitState, piece: string): SplitState {
  const draft: Draft = { ...state, pending: state.pending + piece };
  for (;;) {
    const newline = draft.pending.indexOf("\n", draft.scanned);
    const lineEnd = newline < 0 ? draft.pending.length : newline + 1;
    draft.examined += lineEnd - draft.scanned;
    if (lineEnd > draft.checkAt) relieve(draft);
    else if (newline >= 0) takeLine(draft, lineEnd);
    else {
      draft.scanned = lineEnd;
      return draft;
    }
  }
}

/** The state of a text that will not grow: its last line is as whole as those before it. */
export function finish(state: SplitState): SplitState {
  return state.pending === "" || state.pending.endsWith("\n") ? state : feed(state, "\n");
}

/** The block that may still grow, or null while nothing but white space is pending. */
export function openBlock(state: SplitState, growing: boolean): Block | null {
  if (state.pending.trim() === "") return null;
  const started = state.mode.kind === "none" ? classify(state.pending.slice(state.lineStart)).kind : null;
  const kind = started === "code" || started === "math" ? started : sourceKindOf(state.mode);
  const content = contentOf(kind, state.pending, { prefix: state.prefix, open: growing });
  return { key: state.offset, source: state.pending, content };
}

/** Starts over if the text did not merely grow. */
export function splitText(state: SplitState, seen: string, text: string): SplitState {
  return text.startsWith(seen) ? feed(state, text.slice(seen.length)) : feed(emptySplit, text);
}
