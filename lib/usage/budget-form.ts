import { type Budget, budgetSchema } from "./budget";

/** A budget as a person writes it. */
export type BudgetForm = { amount: string; warnAt: string; stops: boolean };

const microsPerYuan = 1_000_000;
const decimal = /^\d{1,9}(\.\d{1,6})?$/;

export const formOf = ({ microCny, warnAtPercent, stops }: Budget): BudgetForm => ({
  amount: microCny === null ? "" : String(microCny / microsPerYuan),
  warnAt: String(warnAtPercent),
  stops,
});

export type ReadForm = { budget: Budget } | { fault: "amount" | "warnAt" };

/** What was written, or what of it cannot be read. No amount is no budget. */
export function readForm({ amount, warnAt, stops }: BudgetForm): ReadForm {
  const text = amount.trim();
  const microCny =
    text === "" ? null : decimal.test(text) ? Math.round(Number(text) * microsPerYuan) : Number.NaN;
  const read = budgetSchema.safeParse({
    microCny,
    warnAtPercent: /^\d+$/.test(warnAt.trim()) ? Number(warnAt) : Number.NaN,
    stops,
  });
  if (read.success) return { budget: read.data };
  return { fault: read.error.issues[0]?.path[0] === "microCny" ? "amount" : "warnAt" };
}
