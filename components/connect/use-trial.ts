"use client";

import { useEffect, useRef, useState } from "react";
import {
  askOnce,
  type ChatOutcome,
  type ChatTrial,
  type ListOutcome,
  listModels,
} from "@/lib/connect/try-connection";

export type Trial =
  | { state: "idle" }
  | { state: "listing" }
  | { state: "asking"; model: string }
  | ListOutcome
  | (ChatOutcome & { model: string });

/** One trial at a time; a new one, or leaving the page, ends the one before. */
export function useTrial() {
  const [trial, setTrial] = useState<Trial>({ state: "idle" });
  const running = useRef<AbortController>(undefined);
  useEffect(() => () => running.current?.abort(), []);
  const begin = (shown: Trial) => {
    running.current?.abort();
    running.current = new AbortController();
    setTrial(shown);
    return running.current.signal;
  };
  const end = (signal: AbortSignal, outcome: Trial) => {
    if (!signal.aborted) setTrial(outcome);
  };
  return {
    trial,
    stop: () => {
      running.current?.abort();
      setTrial({ state: "idle" });
    },
    list: async (key: string) => {
      const signal = begin({ state: "listing" });
      end(signal, await listModels(key, signal));
    },
    ask: async (asked: ChatTrial) => {
      const { model } = asked;
      const signal = begin({ state: "asking", model });
      end(signal, { ...(await askOnce(asked, signal)), model });
    },
  };
}
