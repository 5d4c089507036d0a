"use client";

import { useEffect } from "react";
import { useStickToBottom } from "use-stick-to-bottom";
import { goesUp } from "@/lib/ui/goes-up";

/**
 * Keeps the newest line of a scrolling region in view until the reader goes up. By itself the library leaves the end on
 * a wheel only, or on a jump that no change of height comes with: what is drawn anew on the way up, by Home or by a
 * button that gets the focus, took the reader back to the end.
 */
export function useNewestLine(initial: "instant" | false) {
  const sticking = useStickToBottom({ initial, resize: "instant" });
  const { scrollRef, contentRef, stopScroll } = sticking;
  useEffect(() => {
    const region = scrollRef.current;
    const content = contentRef.current;
    if (!region || !content) return;
    const placeNow = () => ({
      scrollTop: region.scrollTop,
      scrollHeight: region.scrollHeight,
      clientHeight: region.clientHeight,
    });
    let before = placeNow();
    let lowest = before.scrollHeight;
    const resized = new ResizeObserver(() => {
      lowest = Math.min(lowest, region.scrollHeight);
    });
    const onScroll = () => {
      const now = placeNow();
      if (goesUp(before, now, lowest)) stopScroll();
      before = now;
      lowest = now.scrollHeight;
    };
    resized.observe(content);
    region.addEventListener("scroll", onScroll, { passive: true });
    return () => {
      resized.disconnect();
      region.removeEventListener("scroll", onScroll);
    };
  }, [scrollRef, contentRef, stopScroll]);
  return sticking;
}
