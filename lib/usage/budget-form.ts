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

/** Chinese keyboards also write digits that are as wide as their characters. */
const narrow = (text: string) => text.normalize("NFKC").trim();

/** What was written, or what of it cannot be read. No amount is no budget. */
export function readForm(form: BudgetForm): ReadForm {
  const { stops } = form;
  const [text, warnAt] = [narrow(form.amount), narrow(form.warnAt)];
  const microCny =
    text === "" ? null : decimal.test(text) ? Math.round(Number(text) * microsPerYuan) : Number.NaN;
  const read = budgetSchema.safeParse({
    microCny,
    warnAtPercent: /^\d+$/.test(warnAt) ? Number(warnAt) : Number.NaN,
    stops,
  });
  if (read.success) return { budget: read.data };
  return { fault: read.error.issues[0]?.path[0] === "microCny" ? "amount" : "warnAt" };
}
