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

/**
 * The best value of a measure among complete answers; nothing where there is no better, or where all are the same.
 */
export function bestOf(measure: Measure, all: readonly Figures[]): number | undefined {
  const values = all.flatMap((figures) => (figures.state === "completed" ? (figures[measure] ?? []) : []));
  const low = Math.min(...values);
  const high = Math.max(...values);
  if (values.length < 2 || low === high || better[measure] === undefined) return undefined;
  return better[measure] === "low" ? low : high;
}

/** A row's place in an order: by a measure, what has none of it last. */
export function byMeasure(measure: Measure, descending: boolean) {
  const missing = Number.POSITIVE_INFINITY;
  const value = (figures: Figures) => {
    const known = figures[measure];
    return known === undefined ? missing : descending ? -known : known;
  };
  return (a: Figures, b: Figures) => value(a) - value(b) || 0;
}
