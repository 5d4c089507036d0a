import { createJSONStorage, persist } from "zustand/middleware";
import { createStore } from "zustand/vanilla";
import { browserStorage } from "@/lib/core/browser-storage";
import { type BudgetState, levelOf } from "./budget";

/** The warning that a person has put away in this browser; empty when none. */
export const putAway = createStore<{ warning: string }>()(
  persist(() => ({ warning: "" }), {
    name: "budget-warning",
    version: 1,
    storage: createJSONStorage(() => browserStorage),
    skipHydration: true,
  }),
);

/** Which warning a state gives: another one each month, at each level and of each budget. Empty when it gives none. */
export function warningOf(state: BudgetState): string {
  const level = levelOf(state);
  if (level === "none" || level === "fine") return "";
  return `${state.month} ${level} ${state.budget.microCny}`;
}
