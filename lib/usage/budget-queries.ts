import { queryOptions } from "@tanstack/react-query";
import { AppFailure, appError } from "@/lib/core/app-error";
import { readErrorReply, requestJson } from "@/lib/http/request-json";
import { accountSchema } from "./account";
import { type Budget, type BudgetState, budgetStateSchema } from "./budget";
import { limitsSeenSchema } from "./limits";

const refetchEveryMs = 60_000;

export const budgetQueries = {
  /** The budget and what of it is used, asked again every minute while a page shows it. */
  state: () =>
    queryOptions({
      queryKey: ["budget"],
      queryFn: ({ signal }) => requestJson("/api/budget", budgetStateSchema, signal),
      staleTime: 0,
      refetchInterval: refetchEveryMs,
    }),
};

export const accountQueries = {
  account: () =>
    queryOptions({
      queryKey: ["account"],
      queryFn: ({ signal }) => requestJson("/api/account", accountSchema, signal),
      retry: false,
    }),
  limits: () =>
    queryOptions({
      queryKey: ["limits"],
      queryFn: ({ signal }) => requestJson("/api/limits", limitsSeenSchema, signal),
      staleTime: 0,
    }),
};

/** Sets the budget; gives what then holds. Fails with an AppFailure. */
export async function saveBudget(budget: Budget): Promise<BudgetState> {
  const response = await fetch("/api/budget", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ budget }),
  }).catch((cause: unknown) => {
    throw new AppFailure(appError("server-unreachable"), { cause });
  });
  if (!response.ok) throw new AppFailure(await readErrorReply(response));
  return budgetStateSchema.parse(await response.json());
}
