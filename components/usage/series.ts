/** The colours of groups, the last of them for all others. */
const colours = [
  { fill: "fill-[var(--series-1)]", swatch: "bg-[var(--series-1)]" },
  { fill: "fill-[var(--series-2)]", swatch: "bg-[var(--series-2)]" },
  { fill: "fill-[var(--series-3)]", swatch: "bg-[var(--series-3)]" },
  { fill: "fill-[var(--series-4)]", swatch: "bg-[var(--series-4)]" },
  { fill: "fill-[var(--series-5)]", swatch: "bg-[var(--series-5)]" },
] as const;
const others = { fill: "fill-[var(--ink-faint)]", swatch: "bg-[var(--ink-faint)]" } as const;

/** The colour of a group by its place, where `shown` have one of their own. */
export const seriesOf = (place: number, shown: number) =>
  (place < shown ? colours[place] : undefined) ?? others;
