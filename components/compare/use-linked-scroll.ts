import { type RefObject, useEffect } from "react";

const scrollers = '[role="log"]';

/**
 * Scrolls all columns together while `linked`: the one that a person scrolls leads, and the others go to the same
 * share of their own height. What scrolls by itself, because an answer grows, leads nobody.
 */
export function useLinkedScroll(area: RefObject<HTMLElement | null>, linked: boolean): void {
  useEffect(() => {
    const { current } = area;
    if (!current || !linked) return;
    let leader: Element | null = null;
    const lead = ({ target }: Event) => {
      leader = target instanceof Element ? target.closest(scrollers) : null;
    };
    const follow = ({ target }: Event) => {
      if (!(target instanceof HTMLElement) || target !== leader) return;
      const range = target.scrollHeight - target.clientHeight;
      const share = range > 0 ? target.scrollTop / range : 0;
      for (const other of current.querySelectorAll<HTMLElement>(scrollers))
        if (other !== target) other.scrollTop = share * (other.scrollHeight - other.clientHeight);
    };
    const end = new AbortController();
    const listen = { capture: true, passive: true, signal: end.signal };
    for (const gesture of ["wheel", "touchstart", "pointerdown", "keydown", "focusin"])
      current.addEventListener(gesture, lead, listen);
    // Scrolling does not bubble; on the way down it passes here.
    current.addEventListener("scroll", follow, listen);
    return () => end.abort();
  }, [area, linked]);
}
