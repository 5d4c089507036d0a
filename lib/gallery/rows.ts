import { type Period, periodKey, periodOf } from "@/lib/history/periods";
import type { Result } from "./filter";

/** What a list draws as one row: the heading of a period, or so many results as fit beside each other. */
export type GalleryRow =
  | { kind: "heading"; key: string; period: Period }
  | { kind: "results"; key: string; results: readonly Result[]; first: number };

/** Results, the newest first, as rows of a grid with so many columns. `first` is a row's place in all results. */
export function rowsOf(results: readonly Result[], columns: number, now: Date): GalleryRow[] {
  const rows: GalleryRow[] = [];
  let start = 0;
  while (start < results.length) {
    const period = periodOf(results[start]?.record.createdAt ?? 0, now);
    const key = periodKey(period);
    let end = start + 1;
    while (end < results.length && periodKey(periodOf(results[end]?.record.createdAt ?? 0, now)) === key)
      end += 1;
    rows.push({ kind: "heading", key, period });
    for (let first = start; first < end; first += columns)
      rows.push({
        kind: "results",
        key: `${first}`,
        first,
        results: results.slice(first, Math.min(end, first + columns)),
      });
    start = end;
  }
  return rows;
}

/** Where an arrow key leads from one result; rows that are shorter are met at their end. */
export function neighbour(rows: readonly GalleryRow[], at: number, step: "up" | "down"): number {
  const lines = rows.flatMap((row) => (row.kind === "results" ? row : []));
  const line = lines.findIndex(({ first, results }) => at >= first && at < first + results.length);
  const from = lines[line];
  const to = lines[line + (step === "down" ? 1 : -1)];
  if (!from || !to) return at;
  return to.first + Math.min(at - from.first, to.results.length - 1);
}
