"use client";

import { createContext, useContext } from "react";

/** A conversation of a blind round: by which name its answers go, and whether their models may be told. */
export type SealedAnswer = { label: string; told: boolean };

/** Around a conversation that is judged: nothing in it can be changed, and until it is told nothing names the model. */
export const SealedAnswerContext = createContext<SealedAnswer | undefined>(undefined);

export const useSealedAnswer = (): SealedAnswer | undefined => useContext(SealedAnswerContext);
