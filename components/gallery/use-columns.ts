"use client";

import { type RefObject, useLayoutEffect, useState } from "react";

const widestTile = 230;
const fewest = 2;

/** How many tiles fit beside each other in an element, as it is now. */
export function useColumns(ref: RefObject<HTMLElement | null>): number {
  const [columns, setColumns] = useState(fewest);
  useLayoutEffect(() => {
    const { current } = ref;
    if (!current) return;
    const measure = () => setColumns(Math.max(fewest, Math.ceil(current.clientWidth / widestTile)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(current);
    return () => observer.disconnect();
  }, [ref]);
  return columns;
}
