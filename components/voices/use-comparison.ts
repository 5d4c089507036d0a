"use client";

import { useState } from "react";
import type { Candidate } from "@/lib/voices/auditions";
import { shuffled } from "@/lib/voices/shuffled";
import { keyOf } from "./use-auditions";

/** So many voices stand side by side at most. */
const most = 4;

/** The names are hidden and the order drawn, until one is picked. */
type Blind = { order: readonly string[]; picked?: string };

/** The voices that are compared, in the order in which they were chosen; with or without their names. */
export function useComparison() {
  const [chosen, setChosen] = useState<readonly Candidate[]>([]);
  const [blind, setBlind] = useState<Blind>();
  const has = (candidate: Candidate) => chosen.some((other) => keyOf(other) === keyOf(candidate));
  const without = (candidate: Candidate) => chosen.filter((other) => keyOf(other) !== keyOf(candidate));
  return {
    chosen,
    /** In the order in which they are shown. */
    shown: blind
      ? blind.order.flatMap((key) => chosen.find((candidate) => keyOf(candidate) === key) ?? [])
      : chosen,
    blind: blind !== undefined,
    /** Nobody may know yet who is who. */
    hidden: blind !== undefined && blind.picked === undefined,
    picked: blind?.picked,
    pick: (candidate: Candidate) => blind && setBlind({ ...blind, picked: keyOf(candidate) }),
    hideNames: () => setBlind({ order: shuffled(chosen.map(keyOf), Math.random) }),
    showNames: () => setBlind(undefined),
    has,
    most,
    full: chosen.length >= most,
    toggle: (candidate: Candidate) => setChosen(has(candidate) ? without(candidate) : [...chosen, candidate]),
    set: (candidates: readonly Candidate[]) => {
      setBlind(undefined);
      setChosen(candidates.slice(0, most));
    },
    /** Takes a voice out that is gone. */
    dropVoice: (voice: string) => setChosen(chosen.filter((candidate) => candidate.voice !== voice)),
  };
}

export type Comparison = ReturnType<typeof useComparison>;
