"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

const narrowestCard = 300;

/** How many cards fit beside each other in an element, as it is now. */
export function useCardColumns(ref: RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(1);
  useLayoutEffect(() => {
    const { current } = ref;
    if (!current) return;
    const measure = () => setColumns(Math.max(1, Math.floor(current.clientWidth / narrowestCard)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [ref]);
  return columns;
}
