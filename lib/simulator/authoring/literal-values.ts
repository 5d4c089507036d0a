/*
 * Values that a prompt holds literally and that a tool asks for by the name of its parameter: an expression, a
 * quoted word, a letter, a time zone.
 */

const arithmetic = /(?:\b[a-z]{2,5}\()?[\d(][\d\s.+\-*/^%×÷()]*[\d)]/gi;
const date = /^\d{4}-\d{1,2}-\d{1,2}$/;

/** The longest piece of the prompt that calculates something. */
function expressionIn(prompt: string): string | undefined {
  const pieces = [...prompt.matchAll(arithmetic)].map(([piece]) => piece.trim());
  const calculating = pieces.filter(
    (piece) => /\d\s*\)*\s*[+\-*/^%×÷]|\w\(/.test(piece) && !date.test(piece),
  );
  const longest = calculating.sort((a, b) => b.length - a.length)[0];
  return longest?.replaceAll("×", "*").replaceAll("÷", "/");
}

const quoted = /["“”「『](.+?)["“”」』]|(?<![\p{L}\d])['‘](.+?)['’](?![\p{L}\d])/gu;

const quotedWords = (prompt: string) =>
  [...prompt.matchAll(quoted)].map((found) => found[1] ?? found[2] ?? "");
const isLetter = (word: string) => [...word].length === 1;

const zoneName = /\b(?:[A-Z][A-Za-z]+\/[A-Z][A-Za-z_]+|UTC)\b/;
const zoneOfCity: readonly (readonly [pattern: RegExp, zone: string])[] = [
  [/shanghai|beijing|china|上海|北京|中国/i, "Asia/Shanghai"],
  [/tokyo|japan|东京|日本/i, "Asia/Tokyo"],
  [/london|伦敦/i, "Europe/London"],
  [/paris|巴黎/i, "Europe/Paris"],
  [/new york|纽约/i, "America/New_York"],
  [/los angeles|san francisco|洛杉矶|旧金山/i, "America/Los_Angeles"],
];

function zoneIn(prompt: string): string | undefined {
  return zoneName.exec(prompt)?.[0] ?? zoneOfCity.find(([pattern]) => pattern.test(prompt))?.[1];
}

const readers: readonly (readonly [name: RegExp, read: (prompt: string) => string | undefined])[] = [
  [/^(?:expression|formula)$/i, expressionIn],
  [/time_?zone|^tz$/i, zoneIn],
  [/^(?:letter|char(?:acter)?)$/i, (prompt) => quotedWords(prompt).find(isLetter)],
  [/^(?:text|word|string)$/i, (prompt) => quotedWords(prompt).find((word) => !isLetter(word))],
];

/** Whether a parameter of this name can only be given what stands in the prompt. */
export function isLiteral(name: string): boolean {
  return readers.some(([pattern]) => pattern.test(name));
}

/** What the prompt holds for a parameter of this name. */
export function literalValue(name: string, prompt: string): string | undefined {
  return readers.find(([pattern]) => pattern.test(name))?.[1](prompt);
}
