import { thinkingOf } from "@/lib/chat/chat-message";
import type { AnswerRecord } from "@/lib/history/record";
import type { RunState } from "@/lib/runs/event";
import { tokensPerSecond } from "@/lib/runs/speed";

/** What can be measured of an answer. Times in milliseconds, prices in yuan. */
export const measures = [
  "firstTokenMs",
  "thinkingMs",
  "durationMs",
  "tokensPerSecond",
  "inputTokens",
  "outputTokens",
  "cny",
] as const;
export type Measure = (typeof measures)[number];

/** The numbers of one answer; what is not there is unknown. */
export type Figures = { state: RunState; estimated: boolean } & { [Name in Measure]?: number };

/** Of which measure the lowest is the best, and of which the highest. Nobody is better for having read more. */
const better: Record<Measure, "low" | "high" | undefined> = {
  firstTokenMs: "low",
  thinkingMs: undefined,
  durationMs: "low",
  tokensPerSecond: "high",
  inputTokens: undefined,
  outputTokens: undefined,
  cny: "low",
};

export function figuresOf({ output }: AnswerRecord): Figures {
  const { state, usage, price, firstDeltaMs, durationMs } = output;
  const thinking = thinkingOf(output);
  const known: Record<Measure, number | undefined> = {
    firstTokenMs: firstDeltaMs,
    thinkingMs: thinking?.endedMs === undefined ? undefined : thinking.endedMs - thinking.startedMs,
    durationMs,
    tokensPerSecond: tokensPerSecond(output),
    inputTokens: usage?.inputTokens,
    outputTokens: usage?.outputTokens,
    cny: price?.kind === "known" ? price.cny : undefined,
  };
  const present = Object.entries(known).filter(([, value]) => value !== undefined);
  return { state, estimated: usage?.estimated ?? false, ...Object.fromEntries(present) };
}

type LiveNumbers = { elapsed: number; asked: number; tokens: number; cny: number | undefined };

/** Below this a speed says more about the first frames than about the model. */
const leastSpeedMs = 500;

/** The numbers of an answer that comes in, as far as they are known; tokens and yuan are estimates. */
export function liveFigures({ output }: AnswerRecord, { elapsed, asked, tokens, cny }: LiveNumbers): Figures {
  const { firstDeltaMs } = output;
  const thinking = thinkingOf(output);
  const streamingMs = firstDeltaMs === undefined ? 0 : elapsed - firstDeltaMs;
  return {
    state: "running",
    estimated: true,
    durationMs: elapsed,
    ...(firstDeltaMs !== undefined && { firstTokenMs: firstDeltaMs }),
    ...(thinking?.endedMs !== undefined && { thinkingMs: thinking.endedMs - thinking.startedMs }),
    ...(tokens > 0 && { inputTokens: asked, outputTokens: tokens }),
    ...(tokens > 0 && cny !== undefined && { cny }),
    ...(streamingMs > leastSpeedMs && { tokensPerSecond: (tokens / streamingMs) * 1000 }),
  };
}

/** How fine a measure is shown: who is ahead by less is not ahead. */
const shownSteps: Partial<Record<Measure, number>> = {
  firstTokenMs: 100,
  durationMs: 100,
  tokensPerSecond: 1,
};
const asShown = (measure: Measure, value: number) => Math.round(value / (shownSteps[measure] ?? 1e-9));

/**
 * Whether an answer has the best value of a measure among complete answers. Nobody has where there is no better, or
 * where all are shown the same.
 */
export function isBest(measure: Measure, { state, ...figures }: Figures, all: readonly Figures[]): boolean {
  const value = figures[measure];
  if (state !== "completed" || value === undefined || better[measure] === undefined) return false;
  const values = all
    .flatMap((other) => (other.state === "completed" ? (other[measure] ?? []) : []))
    .map((other) => asShown(measure, other));
  const low = Math.min(...values);
  const high = Math.max(...values);
  return low !== high && asShown(measure, value) === (better[measure] === "low" ? low : high);
}

/** Whether the best of a measure is its highest. */
export const bestIsHighest = (measure: Measure): boolean => better[measure] === "high";

/** A row's place in an order: by a measure, what has none of it last. */
export function byMeasure(measure: Measure, descending: boolean) {
  const missing = Number.POSITIVE_INFINITY;
  const value = (figures: Figures) => {
    const known = figures[measure];
    return known === undefined ? missing : descending ? -known : known;
  };
  return (a: Figures, b: Figures) => value(a) - value(b) || 0;
}
