import type { Column } from "@/lib/rerank/board";

/** The name of a model without its maker, as the head of a column has room for. */
export const shortName = ({ model }: Pick<Column, "model">): string => model.split("/").at(-1) ?? model;

/** A score as it came, in four digits; very small ones by their power of ten. */
export function formatScore(score: number): string {
  const size = Math.abs(score);
  return size === 0 || size >= 0.001 ? score.toFixed(4) : score.toExponential(1);
}
