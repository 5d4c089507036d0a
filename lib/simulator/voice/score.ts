import { isVowel, markStretches, pauseOf, type Stretch, stretchesOf } from "@/lib/simulator/voice/phonemes";
import { type Clause, clausesOf, type Word } from "@/lib/simulator/voice/words";

/** A stretch of sound with its melody, in semitones from the voice's own pitch. */
export type Note = Stretch & {
  from: number;
  to: number;
  speaker: 0 | 1;
  /** The piece of text that begins with this note. */
  text?: string;
};

/** From start to end of a syllable, by Mandarin tone (Chao 1930: 55, 35, 21, 51, neutral). */
const tones: readonly (readonly [number, number])[] = [
  [0, -1],
  [4, 4],
  [-1.5, 4],
  [-3, -4.5],
  [5, -3],
  [0, -2],
];

type Melody = readonly [number, number];

function melodyOf(word: Word, place: number, isLast: boolean, isQuestion: boolean): Melody {
  const falling = 1.5 - 3 * place;
  if (word.kind === "chinese") {
    const [from, to] = tones[word.tone] ?? [0, 0];
    return [from + falling, to + falling + (isLast && isQuestion ? 2 : 0)];
  }
  if (isLast) return isQuestion ? [falling, falling + 6] : [falling + 1, falling - 4];
  const accent = word.text.length > 3 ? 2.5 : 0;
  return [falling + accent, falling + accent / 3];
}

/** The vowels of a word share its melody; a longer word has shorter vowels. */
function stretchesOfWord(word: Word, isLast: boolean): readonly Stretch[] {
  if (word.kind === "pause") return word.ms === 0 ? [] : [pauseOf(word.ms)];
  if (word.kind === "mark") return markStretches(word.mark);
  const signs = [...word.signs];
  const vowels = Math.max(1, signs.filter(isVowel).length);
  const long = (word.kind === "chinese" ? 140 : 150) * (isLast ? 1.25 : 1);
  return signs.flatMap((sign) => stretchesOf(sign, long / vowels ** 0.4));
}

function* notesOfWord(word: Word, melody: Melody, speaker: 0 | 1, isLast: boolean): Generator<Note> {
  const stretches = stretchesOfWord(word, isLast);
  const whole = stretches.reduce((sum, { ms }) => sum + ms, 0);
  const at = (ms: number): number => melody[0] + ((melody[1] - melody[0]) * ms) / Math.max(1, whole);
  let passed = 0;
  for (const [index, stretch] of stretches.entries()) {
    const note = { ...stretch, from: at(passed), to: at(passed + stretch.ms), speaker };
    yield index === 0 ? { ...note, text: word.text } : note;
    passed += stretch.ms;
  }
  // A piece without a sound still belongs to the text.
  if (stretches.length === 0) yield { ...pauseOf(0), from: 0, to: 0, speaker, text: word.text };
}

function* notesOfClause({ words, speaker, isQuestion }: Clause): Generator<Note> {
  const spoken = words.filter((word) => word.kind === "english" || word.kind === "chinese");
  let count = 0;
  for (const word of words) {
    const isLast = word === spoken.at(-1);
    yield* notesOfWord(
      word,
      melodyOf(word, count / Math.max(1, spoken.length), isLast, isQuestion),
      speaker,
      isLast,
    );
    if (word.kind === "english" || word.kind === "chinese") count += 1;
  }
}

const rest = (ms: number, speaker: 0 | 1): Note => ({ ...pauseOf(ms), from: 0, to: 0, speaker });

/** All notes of a text, with a little silence before and after, and where another speaker takes over. */
export function* notesOf(text: string): Generator<Note> {
  let speaker: 0 | 1 = 0;
  yield rest(60, speaker);
  for (const clause of clausesOf(text)) {
    if (clause.speaker !== speaker) yield rest(200, speaker);
    speaker = clause.speaker;
    yield* notesOfClause(clause);
  }
  yield rest(160, speaker);
}
