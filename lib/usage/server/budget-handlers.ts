import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import type { BudgetRequest } from "../budget-request";
import type { Spending } from "./spending";

/** GET /api/budget: the budget, and what of it is used. */
export async function showBudget(spending: Spending): Promise<Result<Reply, AppError>> {
  return ok({ kind: "json", body: await spending.state() });
}

/** POST /api/budget: sets it, and answers as `showBudget`. */
export async function setBudget(
  spending: Spending,
  { body }: RouteRequest<BudgetRequest>,
): Promise<Result<Reply, AppError>> {
  await spending.change(body.budget);
  return showBudget(spending);
}
