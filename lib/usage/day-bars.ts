import type { UsageRow, UsageSums } from "./usage";
import { sumOf, sumsBy } from "./usage";
import { type Grouping, keyOf, type Measure } from "./usage-view";

/** How many groups have a colour of their own; the rest are one. */
const mostGroups = 5;

export const amountOf = (sums: UsageSums, measure: Measure): number =>
  ({ spending: sums.microCny, tokens: sums.inputTokens + sums.outputTokens, calls: sums.calls })[measure];

export type Group = { key: string; sums: UsageSums };
export type DayBar = { day: string; sums: UsageSums; parts: readonly number[] };

export type DayBars = {
  /** All of them, the greatest first. */
  groups: readonly Group[];
  /** How many of them have a part of their own in each bar; one more part is all the others. */
  shown: number;
  days: readonly DayBar[];
  greatest: number;
};

/** What was used on each of the days, in parts: the greatest groups, and all the others together. */
export function dayBars(
  rows: readonly UsageRow[],
  days: readonly string[],
  by: Grouping,
  measure: Measure,
): DayBars {
  const groups = [...sumsBy(rows, (row) => keyOf(row, by))]
    .map(([key, sums]) => ({ key, sums }))
    .toSorted((a, b) => amountOf(b.sums, measure) - amountOf(a.sums, measure) || b.sums.calls - a.sums.calls);
  const shown = Math.min(groups.length, mostGroups);
  const places = new Map(groups.slice(0, shown).map(({ key }, at) => [key, at]));
  const byDay = new Map<string, UsageRow[]>(days.map((day) => [day, []]));
  for (const row of rows) byDay.get(row.day)?.push(row);
  const bars = [...byDay].map(([day, ofDay]): DayBar => {
    const parts = Array.from({ length: shown + 1 }, () => 0);
    for (const row of ofDay) {
      const place = places.get(keyOf(row, by)) ?? shown;
      parts[place] = (parts[place] ?? 0) + amountOf(row, measure);
    }
    return { day, sums: sumOf(ofDay), parts };
  });
  const greatest = Math.max(0, ...bars.map(({ sums }) => amountOf(sums, measure)));
  return { groups, shown, days: bars, greatest };
}

/** The least of 1, 2, 2.5 and 5 times a power of ten that is not less: where an axis ends. */
export function roundUp(value: number): number {
  if (value <= 0) return 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return power * ([1, 2, 2.5, 5, 10].find((step) => step * power >= value) ?? 10);
}
