/*
 * What the index knows of a text: at each position two code units where writing needs no spaces between words
 * (Chinese, emoji), else three. A gram is a number of 40 bits whose order is that of its letters, so a search for
 * one or two letters is a range of grams. Of a third unit nine bits are kept: a mix-up only costs a look into the
 * text.
 */

/** From here on (CJK radicals) two units say as much as three letters do. */
const wideFrom = 0x2e80;
const firstUnit = 2 ** 25;
const secondUnit = 2 ** 9;
const firstWideUnit = 2 ** 16;
const wideBase = wideFrom * firstUnit;

const isWide = (text: string, index: number) => text.charCodeAt(index) >= wideFrom;
const lengthAt = (text: string, index: number) => (isWide(text, index) ? 2 : 3);
const unitAt = (text: string, index: number) => (index < text.length ? text.charCodeAt(index) : 0);

/** The gram at a position of a folded text; beyond the end stand zeros. */
export function gramAt(text: string, index: number): number {
  const first = text.charCodeAt(index);
  const second = unitAt(text, index + 1);
  if (first >= wideFrom) return wideBase + (first - wideFrom) * firstWideUnit + second;
  return first * firstUnit + second * secondUnit + (unitAt(text, index + 2) & 511);
}

/** Grams from `from` up to, not including, `to`. */
export type GramRange = { from: number; to: number };

/** More would cost more reading than they save. */
const maxRanges = 6;

/** Every text that holds this folded query has a gram in each of these ranges. */
export function rangesOf(query: string): GramRange[] {
  const positions: number[] = [];
  for (let index = 0; index < query.length; index += 1)
    if (index + lengthAt(query, index) <= query.length) positions.push(index);
  if (positions.length === 0) return [rangeAt(query)];
  const step = Math.max(1, (positions.length - 1) / (maxRanges - 1));
  const chosen = new Set<number>();
  for (let at = 0; at < positions.length - 0.5; at += step) chosen.add(positions[Math.round(at)] ?? 0);
  return [...chosen].map((index) => {
    const from = gramAt(query, index);
    return { from, to: from + 1 };
  });
}

/** For a query that is shorter than a gram: all grams that begin with it. */
function rangeAt(query: string): GramRange {
  const from = gramAt(query, 0);
  if (isWide(query, 0)) return { from, to: from + firstWideUnit };
  return { from, to: from + (query.length === 1 ? firstUnit : secondUnit) };
}
