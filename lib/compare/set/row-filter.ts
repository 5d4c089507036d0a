import type { CellSummary } from "./set-cell";

/** Which rows are shown. */
export const rowFilters = ["all", "failed", "disagree", "not-passed"] as const;
export type RowFilter = (typeof rowFilters)[number];

/**
 * Whether a row's cells are of a kind. Answers differ by their verdicts where `judge` has judged them, else by their
 * words.
 */
export function showsRow(
  filter: RowFilter,
  cells: readonly (CellSummary | undefined)[],
  judge: string,
): boolean {
  const asked = cells.filter((cell) => cell !== undefined);
  const done = asked.filter(({ state }) => state === "done");
  const results = done.flatMap(({ verdict }) => (verdict?.by === judge ? verdict.result : []));
  switch (filter) {
    case "all":
      return true;
    case "failed":
      return asked.some(({ state }) => state === "failed");
    case "not-passed":
      return results.some((result) => result !== "passed");
    case "disagree": {
      const said: readonly (string | number)[] =
        results.length > 0 ? results : done.map(({ digest }) => digest);
      return new Set(said).size > 1;
    }
  }
}
