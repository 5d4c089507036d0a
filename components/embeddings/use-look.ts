"use client";

import { type RefObject, useEffect, useState } from "react";

/** Another number each time a canvas has another size or the page other colours: it has to be drawn anew. */
export function useLook(ref: RefObject<HTMLElement | null>): number {
  const [look, setLook] = useState(0);
  useEffect(() => {
    const { current } = ref;
    if (!current) return;
    const end = new AbortController();
    const change = () => setLook((known) => known + 1);
    const size = new ResizeObserver(change);
    size.observe(current);
    const theme = new MutationObserver(change);
    theme.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", change, { signal: end.signal });
    return () => {
      size.disconnect();
      theme.disconnect();
      end.abort();
    };
  }, [ref]);
  return look;
}
