"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

/** How many columns an element has room for, as it is now. `columnsIn` says it by a width in pixels, and is always the same. */
export function useColumns(ref: RefObject<HTMLElement | null>, columnsIn: (width: number) => number): number {
  const [columns, setColumns] = useState(() => columnsIn(0));
  useLayoutEffect(() => {
    const { current } = ref;
    if (!current) return;
    const measure = () => setColumns(columnsIn(current.clientWidth));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [ref, columnsIn]);
  return columns;
}
