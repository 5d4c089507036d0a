import { createContext } from "react";

/** Whether what is typed into a message outlives a reload; not in a temporary conversation. */
export const KeptEdits = createContext(false);
