/** What can be spoken in a second, far beyond what people do: slower and faster ones are another text. */
const plausible = { least: 0.7, most: 9 };

/** A Chinese character is a syllable, an English one takes about three letters (the mean of running text). */
const lettersInSyllable = 3;

/** About how many syllables a text has. */
export function syllablesOf(text: string): number {
  const characters =
    text.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu) ?? [];
  const letters = text.match(/\p{Letter}/gu) ?? [];
  const digits = text.match(/\p{Number}/gu) ?? [];
  return characters.length + digits.length + (letters.length - characters.length) / lettersInSyllable;
}

/** Whether a text can be what is said in so many seconds; short clips say too little to tell. */
export function fitsSeconds(text: string, seconds: number): "fits" | "tooMuch" | "tooLittle" {
  const syllables = syllablesOf(text);
  if (text.trim() === "" || seconds <= 0) return "fits";
  if (syllables / seconds > plausible.most) return "tooMuch";
  return seconds > 3 && syllables / seconds < plausible.least ? "tooLittle" : "fits";
}
