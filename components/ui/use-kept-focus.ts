"use client";

import { type RefObject, useEffect } from "react";

type Held = { element: Element; groups: readonly string[] };

const reachable =
  "[data-focus-first], button:enabled, a[href], input:enabled, textarea:enabled, select:enabled";

function groupsAround(element: Element): string[] {
  const groups: string[] = [];
  for (let at = element.closest<HTMLElement>("[data-focus-group]"); at; ) {
    groups.push(at.dataset["focusGroup"] ?? "");
    at = at.parentElement?.closest<HTMLElement>("[data-focus-group]") ?? null;
  }
  return groups;
}

/** What a list has not measured yet is there and hidden: it cannot have the focus. */
const isShown = (element: Element) => getComputedStyle(element).visibility !== "hidden";

function firstIn(group: Element, selector: string): HTMLElement | undefined {
  return [...group.querySelectorAll<HTMLElement>(selector)].find(isShown);
}

/** The nearest group that is still there, by its name: what lies in it may have been replaced. */
function nextIn(area: HTMLElement, groups: readonly string[]): HTMLElement | null {
  for (const name of groups) {
    const group = area.querySelector(`[data-focus-group="${CSS.escape(name)}"]`);
    const next = group && (firstIn(group, "[data-focus-first]") ?? firstIn(group, reachable));
    if (next) return next;
  }
  return null;
}

/**
 * Keeps the keyboard's place: when the element that has the focus leaves the page, the focus goes to the first
 * control of its group (`data-focus-group`, there `data-focus-first`), else to `home`. Not on touch screens, where
 * focus opens the keyboard.
 */
export function useKeptFocus(area: RefObject<HTMLElement | null>, home: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const { current } = area;
    if (!current || matchMedia("(pointer: coarse)").matches) return;
    let held: Held | undefined;
    const onFocus = ({ target }: FocusEvent) => {
      held = target instanceof Element ? { element: target, groups: groupsAround(target) } : undefined;
    };
    // Somebody who points elsewhere has left by themselves.
    const onPointer = ({ target }: PointerEvent) => {
      if (!(target instanceof Node && held?.element.contains(target))) held = undefined;
    };
    const observer = new MutationObserver(() => {
      if (!held || held.element.isConnected) return;
      const { groups } = held;
      held = undefined;
      if (document.activeElement === document.body) (nextIn(current, groups) ?? home.current)?.focus();
    });
    current.addEventListener("focusin", onFocus);
    document.addEventListener("pointerdown", onPointer);
    observer.observe(current, { childList: true, subtree: true });
    return () => {
      current.removeEventListener("focusin", onFocus);
      document.removeEventListener("pointerdown", onPointer);
      observer.disconnect();
    };
  }, [area, home]);
}
