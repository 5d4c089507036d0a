"use client";

import type { KeyboardEvent } from "react";
import { useSetting } from "./use-settings";

/** The key that sends from a box, as the person set it; in code and long texts it always takes Control or Command. */
export function useSendKey(lines: "few" | "many" = "few") {
  const [setting] = useSetting("sendKey");
  const key = lines === "many" ? "mod-enter" : setting;
  /** Never while an input method composes: there Enter chooses a word. */
  const sends = ({
    key: pressed,
    keyCode,
    shiftKey,
    ctrlKey,
    metaKey,
    nativeEvent,
  }: KeyboardEvent): boolean => {
    if (pressed !== "Enter" || nativeEvent.isComposing || keyCode === 229) return false;
    return key === "enter" ? !shiftKey : ctrlKey || metaKey;
  };
  return { key, sends };
}
