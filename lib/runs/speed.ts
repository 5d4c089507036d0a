import type { RunOutput } from "./snapshot";

/** Tokens a second from the first to the last; nothing for answers too short to say. */
export function tokensPerSecond({
  usage,
  firstDeltaMs,
  durationMs,
}: Pick<RunOutput, "usage" | "firstDeltaMs" | "durationMs">): number | undefined {
  if (!usage || firstDeltaMs === undefined || durationMs === undefined) return undefined;
  const seconds = (durationMs - firstDeltaMs) / 1000;
  return seconds > 0.2 && usage.outputTokens > 1 ? usage.outputTokens / seconds : undefined;
}
