import { z } from "zod";
import { budgetSchema } from "./budget";

/** POST /api/budget. */
export const budgetRequestSchema = z.strictObject({ budget: budgetSchema });
export type BudgetRequest = z.infer<typeof budgetRequestSchema>;
