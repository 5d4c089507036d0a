"use client";

import { useEffect, useState } from "react";
import type { FileReport } from "@/lib/batches/check-file";
import { type BatchModels, checkApart } from "@/lib/batches/file-client";
import type { Candidate } from "./use-built";

export type CheckState =
  | { state: "none" }
  | { state: "checking"; bytes: number; total: number }
  | { state: "stopped" | "broken" }
  | { state: "done"; reports: FileReport[]; of: readonly Candidate[] };

type Checking = {
  candidates: readonly Candidate[] | undefined;
  /** Answers in place of the models that the lines name. */
  model: string | undefined;
  batchModels: BatchModels;
};

/** Checks files as they come, off the page's thread; what was checked for files that gave way is forgotten. */
export function useChecks({ candidates, model, batchModels }: Checking) {
  const [checked, setChecked] = useState<CheckState>({ state: "none" });
  const [round, setRound] = useState(0);
  const [stop, setStop] = useState<() => void>();
  // By what it says: the list of models is fetched again now and then.
  const known = JSON.stringify(batchModels);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new round checks the same files again
  useEffect(() => {
    setChecked({ state: "none" });
    if (!candidates || candidates.length === 0) return;
    const end = new AbortController();
    const total = candidates.reduce((sum, { blob }) => sum + blob.size, 0);
    setChecked({ state: "checking", bytes: 0, total });
    setStop(() => () => {
      end.abort();
      setChecked({ state: "stopped" });
    });
    const work = async () => {
      const reports: FileReport[] = [];
      let before = 0;
      for (const { blob } of candidates) {
        const onProgress = (bytes: number) => setChecked({ state: "checking", bytes: before + bytes, total });
        const options = { model, batchModels: JSON.parse(known) as BatchModels };
        reports.push(await checkApart(blob, options, { signal: end.signal, onProgress }));
        before += blob.size;
      }
      setChecked({ state: "done", reports, of: candidates });
    };
    work().catch(() => {
      if (!end.signal.aborted) setChecked({ state: "broken" });
    });
    return () => end.abort();
  }, [candidates, model, known, round]);
  return { checked, stop, again: () => setRound((before) => before + 1) };
}
