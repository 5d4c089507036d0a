import * as z from "zod/mini";

const micros = z.int().check(z.nonnegative());

/** What may be spent in a month, by China's calendar. */
export const budgetSchema = z.strictObject({
  /** Millionths of a yuan; null is no budget. Ten million yuan at most. */
  microCny: z.nullable(z.int().check(z.positive(), z.maximum(1e13))),
  /** From which part of it on a page warns. */
  warnAtPercent: z.int().check(z.minimum(1), z.maximum(100)),
  /** Whether nothing paid begins any more when it is spent. */
  stops: z.boolean(),
});
export type Budget = z.infer<typeof budgetSchema>;

export const noBudget: Budget = { microCny: null, warnAtPercent: 80, stops: false };

/** GET /api/budget. */
export const budgetStateSchema = z.object({
  budget: budgetSchema,
  /** The month that is running, as `YYYY-MM`. */
  month: z.string(),
  /** Of the calls whose price is known, in millionths of a yuan. */
  spentMicroCny: micros,
  /** What running calls are expected to cost beside it. */
  heldMicroCny: micros,
  /** Calls of the month whose price nobody knows. */
  unpriced: micros,
  /** Calls of blind rounds that have not been voted on, which are in no figure here; they count for the stop. */
  secret: micros,
});
export type BudgetState = z.infer<typeof budgetStateSchema>;

export type BudgetLevel = "none" | "fine" | "warned" | "spent";

/** How far a month's budget is used. */
export function levelOf({
  budget,
  spentMicroCny,
}: Pick<BudgetState, "budget" | "spentMicroCny">): BudgetLevel {
  const { microCny, warnAtPercent } = budget;
  if (microCny === null) return "none";
  if (spentMicroCny >= microCny) return "spent";
  return spentMicroCny * 100 >= microCny * warnAtPercent ? "warned" : "fine";
}
