"use client";

import { useEffect } from "react";
import { whenIdle } from "@/lib/ui/when-idle";

/** On every page, when nothing else is going on: follows pictures and clips that are unfinished. */
export function useCreationFollower(): void {
  useEffect(
    () =>
      whenIdle(() => {
        void import("@/lib/creations/follow-unfinished")
          .then(({ followUnfinished }) => followUnfinished())
          .catch(() => {}); // the next page tries again
      }),
    [],
  );
}
