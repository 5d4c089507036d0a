"use client";

import { useRef, useState } from "react";
import type { Check, Outcome } from "@/lib/self-check/run-checks";
import { whenOnline } from "@/lib/ui/when-online";

export type Outcomes = Partial<Record<Check, Outcome>>;

/** The checks of this visit: begun by the person, told as they come. */
export function useSelfCheck() {
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const [state, setState] = useState<"waiting" | "running" | "done">("waiting");
  const stop = useRef(new AbortController());
  const run = async () => {
    stop.current.abort();
    stop.current = new AbortController();
    const { signal } = stop.current;
    setOutcomes({});
    setState("running");
    const { runChecks } = await whenOnline(() => import("@/lib/self-check/run-checks"));
    await runChecks((check, outcome) => setOutcomes((known) => ({ ...known, [check]: outcome })), signal);
    if (!signal.aborted) setState("done");
  };
  return { outcomes, state, run };
}
