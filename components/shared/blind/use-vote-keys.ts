"use client";

import { useEffect } from "react";
import type { Vote } from "@/lib/rounds/round";
import { isShortcut, isTyping, shortcuts } from "@/lib/ui/shortcuts";

const bestKeys = [shortcuts.voteFirst, shortcuts.voteSecond, shortcuts.voteThird, shortcuts.voteFourth];

/** Votes by one key each, where nobody writes and no dialog lies over the page. */
export function useVoteKeys(open: boolean, lanes: number, onVote: (vote: Vote) => void): void {
  useEffect(() => {
    if (!open) return;
    const onKeyDown = (event: KeyboardEvent) => {
      const { target } = event;
      const elsewhere = target instanceof Element && target.closest("dialog, [role=dialog], [role=menu]");
      if (event.repeat || event.defaultPrevented || elsewhere || isTyping(target)) return;
      const vote = voteOf(event, lanes);
      if (!vote) return;
      event.preventDefault();
      onVote(vote);
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });
}

function voteOf(event: KeyboardEvent, lanes: number): Vote | undefined {
  if (isShortcut(event, shortcuts.voteTie)) return { kind: "tie" };
  if (isShortcut(event, shortcuts.voteBad)) return { kind: "bad" };
  const lane = bestKeys.slice(0, lanes).findIndex((key) => isShortcut(event, key));
  return lane < 0 ? undefined : { kind: "best", lane };
}
