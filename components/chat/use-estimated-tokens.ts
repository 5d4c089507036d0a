import { useRef } from "react";
import { estimateTokens } from "@/lib/runs/estimate-tokens";

type Counted = { length: number; tokens: number };
const nothing: Counted = { length: 0, tokens: 0 };

/**
 * How many tokens texts that grow may be together. Counts only what came since the last time: an answer is looked at
 * twenty times a second.
 */
export function useEstimatedTokens(...texts: readonly string[]): number {
  const counted = useRef<readonly Counted[]>([]);
  counted.current = texts.map((text, index) => {
    const known = counted.current[index] ?? nothing;
    const { length, tokens } = known.length <= text.length ? known : nothing;
    return { length: text.length, tokens: tokens + estimateTokens(text.slice(length)) };
  });
  return counted.current.reduce((sum, { tokens }) => sum + tokens, 0);
}
