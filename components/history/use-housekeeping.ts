"use client";

import { useEffect } from "react";
import { whenIdle } from "@/lib/ui/when-idle";
import { whenOnline } from "@/lib/ui/when-online";

/** Once a page, when nothing else is going on: takes away what was deleted long ago, and keeps the search index up. */
export function useHousekeeping(): void {
  useEffect(() => {
    let stop: (() => void) | undefined;
    const cancel = whenIdle(() => {
      whenOnline(() => import("@/lib/history/housekeeping")).then(
        ({ keepHouse }) => {
          if (!cancelled) stop = keepHouse();
        },
        () => {}, // the next page tries again
      );
    });
    let cancelled = false;
    return () => {
      cancelled = true;
      cancel();
      stop?.();
    };
  }, []);
}
