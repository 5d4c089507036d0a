"use client";

import { useEffect, useState } from "react";
import { isShortcut, shortcuts } from "@/lib/ui/shortcuts";
import { currentTextBox, type TextBox } from "./text-box";

/** What a button asks with. */
const requestName = "dictate";

/** Has the next words be dictated into a box. */
export function dictateInto(box: TextBox | null): void {
  if (box) window.dispatchEvent(new CustomEvent(requestName, { detail: box }));
}

/** The box into which somebody wants to dictate, asked for by a button or by keys. */
export function useDictationRequests(): { box: TextBox | undefined; end: () => void } {
  const [box, setBox] = useState<TextBox>();
  useEffect(() => {
    const onRequest = (event: Event) => {
      if (event instanceof CustomEvent) setBox((current) => current ?? (event.detail as TextBox));
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isShortcut(event, shortcuts.dictate)) return;
      event.preventDefault();
      if (!event.repeat) setBox((current) => current ?? currentTextBox());
    };
    window.addEventListener(requestName, onRequest);
    window.addEventListener("keydown", onKeyDown);
    return () => {
      window.removeEventListener(requestName, onRequest);
      window.removeEventListener("keydown", onKeyDown);
    };
  }, []);
  return { box, end: () => setBox(undefined) };
}
