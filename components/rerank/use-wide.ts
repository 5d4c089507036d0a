"use client";

import { useSyncExternalStore } from "react";

/** From here on several rankings fit beside each other. */
const wide = "(min-width: 40rem)";

function listen(changed: () => void): () => void {
  const query = matchMedia(wide);
  query.addEventListener("change", changed);
  return () => query.removeEventListener("change", changed);
}

/** Whether the window is wide enough for rankings beside each other; a narrow one shows one at a time. */
export const useWide = (): boolean =>
  useSyncExternalStore(
    listen,
    () => matchMedia(wide).matches,
    () => true,
  );
