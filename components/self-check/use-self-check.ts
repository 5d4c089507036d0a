"use client";

import { useEffect, useRef, useState } from "react";
import type { Check, Outcome } from "@/lib/self-check/run-checks";
import { whenOnline } from "@/lib/ui/when-online";

export type Outcomes = Partial<Record<Check, Outcome>>;

const loadChecks = () => whenOnline(() => import("@/lib/self-check/run-checks"));

/** The checks of this visit: begun by the person, told as they come. */
export function useSelfCheck() {
  const [outcomes, setOutcomes] = useState<Outcomes>({});
  const [state, setState] = useState<"waiting" | "running" | "done">("waiting");
  const stop = useRef(new AbortController());
  useEffect(() => {
    // It is here before the server may be away: that it is away is one of the things to tell.
    loadChecks().catch(() => {});
    return () => stop.current.abort();
  }, []);
  const run = async () => {
    stop.current.abort();
    stop.current = new AbortController();
    const { signal } = stop.current;
    setOutcomes({});
    setState("running");
    const { runChecks } = await loadChecks();
    if (signal.aborted) return;
    await runChecks((check, outcome) => setOutcomes((known) => ({ ...known, [check]: outcome })), signal);
    if (!signal.aborted) setState("done");
  };
  return { outcomes, state, run };
}
