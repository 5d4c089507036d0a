"use client";

import { createContext } from "react";

/** Around a conversation above which the numbers of its last answer stand: below that answer they are not repeated. */
export const NumbersAboveContext = createContext(false);
