"use client";

import { useEffect } from "react";

/** Escape ends the answer that is coming; in a dialog that lies over the page it means the dialog. */
export function useStopKey(busy: boolean, stop: () => Promise<void>): void {
  useEffect(() => {
    if (!busy) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const inDialog = event.target instanceof Element && event.target.closest("dialog, [role=dialog]");
      if (event.key === "Escape" && !event.defaultPrevented && !inDialog) void stop();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}
