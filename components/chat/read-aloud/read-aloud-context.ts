"use client";

import { createContext } from "react";

/** Reading answers of a conversation aloud; null where nothing can be read. */
export type ReadAloudChoice = {
  /** The answer that is read now. */
  answerId: string | undefined;
  /** Begins with an answer, or stops where it is read already. */
  toggle: (answerId: string) => void;
};

export const ReadAloudContext = createContext<ReadAloudChoice | null>(null);
