"use client";

import { type RefObject, useLayoutEffect } from "react";

/** Takes over what a person typed into a box before its page was ready for it: the first rendering would take it away. */
export function useEarlyWords(
  ref: RefObject<HTMLTextAreaElement | null>,
  text: string,
  take: (text: string) => void,
): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is there when the page takes the box over
  useLayoutEffect(() => {
    const typed = ref.current?.value;
    if (typed && typed !== text) take(typed);
  }, []);
}
