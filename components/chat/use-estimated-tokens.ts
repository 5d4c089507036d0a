import { useRef } from "react";
import { estimateTokens } from "@/lib/runs/estimate-tokens";

/**
 * How many tokens a text that grows may be. Counts only what came since the last time: an answer is looked at twenty
 * times a second.
 */
export function useEstimatedTokens(text: string): number {
  const counted = useRef({ length: 0, tokens: 0 });
  const { length, tokens } = counted.current;
  if (text.length > length)
    counted.current = { length: text.length, tokens: tokens + estimateTokens(text.slice(length)) };
  return counted.current.tokens;
}
