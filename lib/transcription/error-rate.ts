/** Over this many words or characters it would take seconds and more. */
const mostTokens = 20_000;

const han = /\p{Script=Han}/u;

/** Case, punctuation, full width and the number of spaces say nothing about hearing: they are made the same. */
export function normalise(text: string): string {
  return text
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, "")
    .replace(/[\p{P}\p{S}]/gu, " ")
    .replace(/\s+/g, " ")
    .trim();
}

/** Words as spaces part them; of Chinese each character is one. */
export function wordsOf(text: string): string[] {
  return normalise(text).match(/\p{Script=Han}|[^\s\p{Script=Han}]+/gu) ?? [];
}

/** Characters without the spaces. */
export function charactersOf(text: string): string[] {
  return Array.from(normalise(text).replaceAll(" ", ""));
}

/** The fewest replacements, removals and additions that make one of the other (Levenshtein). */
export function editDistance(before: readonly string[], after: readonly string[]): number {
  const [short, long] = before.length < after.length ? [before, after] : [after, before];
  const known = new Map<string, number>();
  const numbers = (tokens: readonly string[]) =>
    Int32Array.from(tokens, (token) => {
      const number = known.get(token) ?? known.size;
      known.set(token, number);
      return number;
    });
  const across = numbers(short);
  let row = Int32Array.from({ length: across.length + 1 }, (_, at) => at);
  let next = new Int32Array(row.length);
  for (const [down, token] of numbers(long).entries()) {
    next[0] = down + 1;
    for (let at = 0; at < across.length; at += 1) {
      const replaced = (row[at] ?? 0) + (across[at] === token ? 0 : 1);
      next[at + 1] = Math.min(replaced, (row[at + 1] ?? 0) + 1, (next[at] ?? 0) + 1);
    }
    [row, next] = [next, row];
  }
  return row[across.length] ?? 0;
}

/** How many of how many are wrong. More can be wrong than there are: what was added counts. */
export type ErrorRate = { errors: number; of: number };

/** `word` is left out for Chinese, whose words are its characters; either where there is too much or nothing to compare. */
export type ErrorRates = { word: ErrorRate | undefined; character: ErrorRate | undefined };

function rateOf(reference: readonly string[], heard: readonly string[]): ErrorRate | undefined {
  if (reference.length === 0 || Math.max(reference.length, heard.length) > mostTokens) return undefined;
  return { errors: editDistance(reference, heard), of: reference.length };
}

/** How far a transcript is from what was really said: word error rate and character error rate. */
export function errorRates(reference: string, heard: string): ErrorRates {
  const isChinese = han.test(reference) && !/\p{Script=Latin}{2}/u.test(reference);
  return {
    word: isChinese ? undefined : rateOf(wordsOf(reference), wordsOf(heard)),
    character: rateOf(charactersOf(reference), charactersOf(heard)),
  };
}
