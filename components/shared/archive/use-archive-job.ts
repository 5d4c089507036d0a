"use client";

import { useEffect, useRef, useState } from "react";
import type { Result } from "@/lib/core/result";
import type { Watching } from "@/lib/history/archive/archive-client";
import { type ArchiveError, archiveErrorOf } from "@/lib/history/archive/failure";

export type Job<Report> =
  | { state: "idle" }
  /** From 0 to 1; absent until something is known. */
  | { state: "working"; share?: number }
  | { state: "done"; report: Report }
  | { state: "failed"; error: ArchiveError };

type Start<Report> = (watching: Watching) => Promise<Result<Report, ArchiveError>>;

/** One import or export at a time, with its progress; leaving the page's part that shows it stops it. */
export function useArchiveJob<Report>() {
  const [job, setJob] = useState<Job<Report>>({ state: "idle" });
  const stop = useRef(new AbortController());
  useEffect(() => () => stop.current.abort(), []);
  const run = async (start: Start<Report>) => {
    stop.current = new AbortController();
    const { signal } = stop.current;
    setJob({ state: "working" });
    const onProgress = (done: number, total: number) =>
      setJob({ state: "working", share: total > 0 ? done / total : 0 });
    try {
      const result = await start({ onProgress, signal });
      setJob(result.ok ? { state: "done", report: result.value } : { state: "failed", error: result.error });
    } catch (error) {
      setJob({ state: "failed", error: archiveErrorOf(error) });
    }
  };
  return { job, run, cancel: () => stop.current.abort() };
}
