import { createContext } from "react";

/** Folds or unfolds all thinking below it at once: each new value is a wish of its own. */
export type ThinkingFold = { open: boolean };

/** The last wish to fold or unfold everything; nothing when nobody had one. */
export const ThinkingFoldContext = createContext<ThinkingFold | undefined>(undefined);
