import { chineseSyllables } from "@/lib/simulator/voice/chinese";
import { englishSigns } from "@/lib/simulator/voice/english";

/** One thing to be said, and the piece of the text that it stands for: the pieces joined are the text again. */
export type Word = { text: string } & (
  | { kind: "english"; signs: string }
  | { kind: "chinese"; signs: string; tone: number }
  | { kind: "mark"; mark: "laughter" | "breath" }
  | { kind: "pause"; ms: number }
);

/** What one speaker says up to a stop. */
export type Clause = { speaker: 0 | 1; words: readonly Word[]; isQuestion: boolean };

const styleEnd = "<|endofprompt|>";
const speakerMark = /\[S([12])\]/;
const mark = /^\[(laughter|breath)\]$/;

/** The words to speak, without the wish for a style before them (notes.md section 8). */
export function spokenText(input: string): string {
  const at = input.lastIndexOf(styleEnd);
  return at === -1 ? input : input.slice(at + styleEnd.length);
}

function pauseAfter(sign: string): number {
  if (/[.!?。！？…\n]/.test(sign)) return 340;
  if (/[,;:，；：、—]/.test(sign)) return 170;
  return 0;
}

function wordsOf(clause: string): Word[] {
  const chinese = /\p{Script=Han}/u.test(clause);
  const run = chinese ? String.raw`[\p{Script=Han}\d]+` : String.raw`\d+`;
  const pieces = clause.match(
    new RegExp(String.raw`\[(?:laughter|breath)\]|${run}|[\p{Script=Latin}\p{M}'’]+|[\s\S]`, "gu"),
  );
  return (pieces ?? []).flatMap((piece) => read(piece, chinese));
}

function read(text: string, chinese: boolean): Word[] {
  const [, found] = mark.exec(text) ?? [];
  if (found === "laughter" || found === "breath") return [{ kind: "mark", text, mark: found }];
  if (/^(?:\p{Script=Han}|\d)/u.test(text) && chinese) {
    const syllables = chineseSyllables(text);
    return [...text].map((character, index) => ({
      kind: "chinese",
      text: character,
      ...(syllables[index] ?? { signs: "@", tone: 5 }),
    }));
  }
  if (/^[\p{Script=Latin}\d]/u.test(text)) return [{ kind: "english", text, signs: englishSigns(text) }];
  // Letters of other scripts are hummed: the simulator cannot read them.
  if (/^\p{L}/u.test(text)) return [{ kind: "english", text, signs: "n@" }];
  return [{ kind: "pause", text, ms: pauseAfter(text) }];
}

/** Clause by clause, so that a long text is read while it is spoken. */
export function* clausesOf(text: string): Generator<Clause> {
  let speaker: 0 | 1 = 0;
  for (const part of text.split(/(\[S[12]\])/)) {
    const [, number] = speakerMark.exec(part) ?? [];
    if (number !== undefined) {
      speaker = number === "2" ? 1 : 0;
      continue;
    }
    for (const [clause] of part.matchAll(
      /[^.!?。！？…\n,，;；]{1,400}[.!?。！？…\n,，;；\s]*|[.!?。！？…\n,，;；\s]+/gu,
    )) {
      yield { speaker, words: wordsOf(clause), isQuestion: /[?？]/.test(clause) };
    }
  }
}
