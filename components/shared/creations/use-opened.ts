"use client";

import { useState } from "react";

/**
 * Which cards of a list show all they have. Kept outside of them: one that is scrolled far out of sight is not drawn, and
 * comes back as it was.
 */
export function useOpened() {
  const [opened, setOpened] = useState<ReadonlyMap<string, boolean>>(new Map());
  return (groupId: string) => ({
    /** Nothing when nobody has said so yet. */
    open: opened.get(groupId),
    onOpen: (on: boolean) => setOpened((known) => new Map(known).set(groupId, on)),
  });
}

export type CardOpening = ReturnType<ReturnType<typeof useOpened>>;
