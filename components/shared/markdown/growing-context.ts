import { createContext } from "react";

/** Whether the block around may still grow: its code stays plain and its formulas as written until it ends. */
export const GrowingContext = createContext(false);
