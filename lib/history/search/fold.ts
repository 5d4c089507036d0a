/**
 * A text as search compares it: compatibility forms, case and kinds of white space make no difference. A final
 * sigma is an ordinary one, because a search may end inside a word.
 */
export function fold(text: string): string {
  return text.normalize("NFKC").toLowerCase().replaceAll("ς", "σ").replace(/\s+/g, " ");
}

/** The number of leading code units of a text that satisfy a test which, once failed, fails for all longer ones. */
function longest(text: string, holds: (prefix: string) => boolean): number {
  let low = 0;
  let high = text.length;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (holds(text.slice(0, middle))) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Where a stretch of `fold(text)` lies in the text itself; whole characters, so a little more where folding joins. */
export function originalSpan(text: string, start: number, end: number): { start: number; end: number } {
  const first = longest(text, (prefix) => fold(prefix).length <= start);
  const before = longest(text, (prefix) => fold(prefix).length < end);
  return { start: Math.min(wholeBefore(text, first), text.length), end: wholeAfter(text, before + 1) };
}

const isLow = (text: string, index: number) => /[\udc00-\udfff]/.test(text.charAt(index));
const wholeBefore = (text: string, index: number) => (isLow(text, index) ? index - 1 : index);
const wholeAfter = (text: string, index: number) =>
  Math.min(text.length, isLow(text, index) ? index + 1 : index);
