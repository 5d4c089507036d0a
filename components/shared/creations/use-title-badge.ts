"use client";

import { useEffect } from "react";

const badgePattern = /^\(\d+\) /;

/** Puts a number before the page's title as long as there is something to look at, on whatever page. */
export function useTitleBadge(count: number): void {
  useEffect(() => {
    if (count === 0) return;
    const bare = () => document.title.replace(badgePattern, "");
    const mark = () => {
      const marked = `(${count}) ${bare()}`;
      if (document.title !== marked) document.title = marked;
    };
    mark();
    // Another page brings a title of its own.
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      document.title = bare();
    };
  }, [count]);
}
