import type { AppError } from "@/lib/core/app-error";
import type { Outcome } from "./lane";

/** What every other prompt would meet as well. */
export const concernsAll = new Set<AppError["code"]>([
  "model-not-found",
  "model-disabled",
  "upstream-key-invalid",
  "upstream-key-missing",
  "balance-insufficient",
  "quota-exhausted",
]);

/** What the end of a call means for the other calls of its model. */
export function outcomeOf(error: AppError | undefined): Outcome {
  if (!error) return { kind: "ok" };
  if (error.code === "rate-limited") return { kind: "refused", error };
  return concernsAll.has(error.code) ? { kind: "hopeless", error } : { kind: "other" };
}
