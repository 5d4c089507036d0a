"use client";

import { useEffect } from "react";
import { useStickToBottom } from "use-stick-to-bottom";

/**
 * Keeps the newest line of a scrolling region in view until the reader goes up. By itself the library leaves the end on
 * a wheel only, or on a jump that no change of height comes with: pressing Home draws other messages, and it went back
 * to the end.
 */
export function useNewestLine(initial: "instant" | false) {
  const sticking = useStickToBottom({ initial, resize: "instant" });
  const { scrollRef, stopScroll } = sticking;
  useEffect(() => {
    const region = scrollRef.current;
    if (!region) return;
    let before = region.scrollTop;
    const onScroll = () => {
      const { scrollTop, scrollHeight, clientHeight } = region;
      const below = scrollHeight - clientHeight - scrollTop;
      // Content that gets lower takes the region up too, but never away from its end.
      if (scrollTop < before && below > clientHeight / 2) stopScroll();
      before = scrollTop;
    };
    region.addEventListener("scroll", onScroll, { passive: true });
    return () => region.removeEventListener("scroll", onScroll);
  }, [scrollRef, stopScroll]);
  return sticking;
}
