/**
 * Finds where a very long paragraph may be cut in two: outside code spans, formulas, emphasis and links, best
 * behind a sentence, else at white space, else anywhere balanced. The scan goes on from where it stopped, so a
 * character is looked at once however often the text grows.
 */
export type CutScan = {
  readonly position: number;
  readonly codeRun: number;
  readonly marks: readonly string[];
  readonly brackets: number;
  /** Emphasis marks so far: parsing them is what costs. */
  readonly markCount: number;
  readonly sentence: number;
  readonly space: number;
  readonly anywhere: number;
};

export const freshCutScan: CutScan = {
  position: 0,
  codeRun: 0,
  marks: [],
  brackets: 0,
  markCount: 0,
  sentence: 0,
  space: 0,
  anywhere: 0,
};

type Draft = { -readonly [Key in keyof CutScan]: CutScan[Key] };

/** Characters that would read as the start of another block if the rest began with them. */
const unsafeStart = /[\s#>+\-=|~`<:$_&\d[\]().,;!?，。；：！？、）」』”]/;
const sentenceEnd = /[.!?。！？；;\n]/;
const wideSentenceEnd = /[。！？；]/;
const inlineMark = /[*_~$]/;

function runLength(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text[at] === text[start]) at += 1;
  return at - start;
}

function toggle(draft: Draft, mark: string): void {
  draft.marks = draft.marks.includes(mark)
    ? draft.marks.filter((open) => open !== mark)
    : [...draft.marks, mark];
}

/** Emphasis marks between white space, and underscores within a word, mark nothing. */
function takeMark(draft: Draft, text: string, run: number): void {
  const before = text[draft.position - 1] ?? " ";
  const after = text[draft.position + run] ?? " ";
  const mark = text[draft.position] ?? "";
  draft.markCount += run;
  if (/\s/.test(before) && /\s/.test(after)) return;
  if (mark === "_" && /\w/.test(before) && /\w/.test(after)) return;
  const closesAndOpens = run === 4 && draft.marks.length === 1 && draft.marks[0] === mark + mark;
  if (closesAndOpens && draft.brackets === 0) draft.anywhere = draft.position + 2;
  if (run % 2 === 1) toggle(draft, mark);
  if (run >= 2 && run % 4 !== 0) toggle(draft, mark + mark);
}

/** Remembers the place before the next character if cutting there leaves both halves whole. */
function note(draft: Draft, text: string): void {
  const next = text[draft.position] ?? " ";
  if (draft.codeRun > 0 || draft.brackets > 0 || draft.marks.length > 0 || unsafeStart.test(next)) return;
  const last = text[draft.position - 1] ?? "";
  const beforeLast = text[draft.position - 2] ?? "";
  const spaced = /\s/.test(last);
  draft.anywhere = draft.position;
  if (spaced) draft.space = draft.position;
  if (wideSentenceEnd.test(last) || last === "\n" || (spaced && sentenceEnd.test(beforeLast))) {
    draft.sentence = draft.position;
  }
}

/** Takes the next character or run of marks; a run that reaches `end` may go on and has to wait. */
function step(draft: Draft, text: string, end: number): boolean {
  const character = text[draft.position] ?? "";
  if (character === "\\" && draft.codeRun === 0) {
    draft.position += 2;
    return true;
  }
  const isRun = character === "`" || (inlineMark.test(character) && draft.codeRun === 0);
  const run = isRun ? runLength(text, draft.position, end) : 1;
  if (isRun && draft.position + run >= end) return false;
  if (character === "`") {
    if (draft.codeRun === 0) draft.codeRun = run;
    else if (draft.codeRun === run) draft.codeRun = 0;
  } else if (isRun) takeMark(draft, text, run);
  else if (draft.codeRun === 0 && character === "[") draft.brackets += 1;
  else if (draft.codeRun === 0 && character === "]") draft.brackets = Math.max(0, draft.brackets - 1);
  draft.position += run;
  return true;
}

/** Scans on up to `end`; what it finds depends on the text before `end` only. */
export function scanForCut(scan: CutScan, text: string, end: number): CutScan {
  const draft: Draft = { ...scan };
  const seen = text.slice(0, end);
  while (draft.position < end - 1 && step(draft, seen, end)) {
    if (draft.position > 0 && draft.position < end) note(draft, seen);
  }
  return draft;
}

/** The best place found, or 0 when there is none past `from`. */
export function bestCut(scan: CutScan, from: number): number {
  return [scan.sentence, scan.space, scan.anywhere].find((place) => place >= from) ?? 0;
}
