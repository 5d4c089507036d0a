/** How so many models stand beside each other: two or four leave no column empty. */
export function columnsFor(models: number): string {
  if (models === 1) return "grid max-w-xl gap-3";
  return models === 2 || models === 4
    ? "grid gap-3 sm:grid-cols-2"
    : "grid gap-3 sm:grid-cols-2 xl:grid-cols-3";
}
