"use client";

import { type CSSProperties, useEffect, useState } from "react";

const gap = 8;
const widest = 448;
/** Pixels that have to be free above a box. */
const roomAbove = 200;

function placeBeside(box: Element): CSSProperties {
  const { left, top, bottom, width } = box.getBoundingClientRect();
  const wide = Math.min(Math.max(width, 300), widest, window.innerWidth - 2 * gap);
  return {
    width: wide,
    left: Math.max(gap, Math.min(left, window.innerWidth - wide - gap)),
    ...(top > roomAbove ? { bottom: window.innerHeight - top + gap } : { top: bottom + gap }),
  };
}

/** Where something floats beside an element, above it if there is room; follows it when the page moves. */
export function usePlaceBeside(box: Element): CSSProperties {
  const [place, setPlace] = useState(() => placeBeside(box));
  useEffect(() => {
    const look = () => setPlace(placeBeside(box));
    const observer = new ResizeObserver(look);
    observer.observe(box);
    window.addEventListener("resize", look);
    window.addEventListener("scroll", look, true);
    return () => {
      observer.disconnect();
      window.removeEventListener("resize", look);
      window.removeEventListener("scroll", look, true);
    };
  }, [box]);
  return place;
}
