import type { Column } from "@/lib/rerank/board";

/** The name of a model without its maker, as the head of a column has room for; what is paid for is told apart. */
export function shortName({ model }: Pick<Column, "model">): string {
  const name = model.split("/").at(-1) ?? model;
  return model.startsWith("Pro/") ? `Pro/${name}` : name;
}

/** A score as it came, in four digits; very small ones by their power of ten. */
export function formatScore(score: number): string {
  const size = Math.abs(score);
  return size === 0 || size >= 0.001 ? score.toFixed(4) : score.toExponential(1);
}
