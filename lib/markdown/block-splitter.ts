import { contentOf } from "./block-content";
import { classify, interrupts } from "./line-kind";
import { bestCut, scanForCut } from "./paragraph-cut";
import {
  type Block,
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

/** Cuts a paragraph that reached the length to check; returns whether it did, or else sets the next length. */
function cutParagraph(draft: Draft): void {
  if (draft.mode.kind !== "paragraph") return;
  const end = draft.checkAt;
  const scan = scanForCut(draft.mode.scan, draft.pending, end);
  draft.examined += end - draft.mode.scan.position;
  draft.mode = { ...draft.mode, scan };
  const place = bestCut(scan, softLimit / 2);
  if (place > 0) close(draft, place, "markdown", freshParagraph);
  else if (end >= hardLimit) close(draft, end, "markdown", freshParagraph);
  else draft.checkAt = 2 * end;
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
