import { createContext, useContext } from "react";

/** Folds or unfolds all thinking below it at once, from the moment `at` on. */
export type ThinkingFold = { open: boolean; at: number };

const FoldContext = createContext<ThinkingFold | undefined>(undefined);

/** Hands the last wish to fold or unfold everything to the panels below. */
export const FoldSignal = FoldContext;

/** The last wish; nothing when nobody had one. */
export const useThinkingFold = (): ThinkingFold | undefined => useContext(FoldContext);
