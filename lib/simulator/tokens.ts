/**
 * Splits text into pieces the size of a model's tokens; joined again they are the text.
 * An English word of up to eight letters, two Chinese characters, three digits or one sign is one piece.
 * This is an estimate: no tokenizer of a real model is imitated.
 */
const piecePattern = / ?[\p{Script=Latin}]{1,8}| ?\d{1,3}|[\p{Script=Han}]{1,2}|\n+| +|[\s\S]/gu;

export function splitTokens(text: string): string[] {
  return text.match(piecePattern) ?? [];
}

export function countTokens(text: string): number {
  let count = 0;
  for (const _piece of text.matchAll(piecePattern)) count += 1;
  return count;
}
