"use client";

import { useEffect } from "react";
import { whenIdle } from "@/lib/ui/when-idle";

/** Once a page, when nothing else is going on: takes away what was deleted long ago, and keeps the search index up. */
export function useHousekeeping(): void {
  useEffect(() => {
    let stop: (() => void) | undefined;
    const cancel = whenIdle(() => {
      void import("@/lib/history/housekeeping").then(({ keepHouse }) => {
        if (!cancelled) stop = keepHouse();
      });
    });
    let cancelled = false;
    return () => {
      cancelled = true;
      cancel();
      stop?.();
    };
  }, []);
}
