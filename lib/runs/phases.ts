import type { RunSnapshot } from "./snapshot";

export type PhaseName =
  | "queued"
  | "attempt"
  | "headers"
  | "firstToken"
  | "thinking"
  | "tools"
  | "answer"
  | "total";

/** A stretch of a run, in milliseconds since it began. */
export type Phase = { name: PhaseName; fromMs: number; toMs: number };

const kinds = [
  ["thinking", "reasoning"],
  ["tools", "tool-call"],
  ["answer", "text"],
] as const;

/**
 * What a run spent its time on: waiting to be sent, attempts that failed, SiliconFlow's headers, the first token,
 * thinking, calls of tools, the answer, and all together. What has not happened is left out; what goes on lasts
 * until `nowMs`, which counts from the run's beginning. Attempts are timed by the server's wall clock, the rest by
 * its steady one: a phase is never shorter than nothing.
 */
export function phasesOf({ startedAt, attempts, output }: RunSnapshot, nowMs: number): Phase[] {
  const end = output.durationMs ?? nowMs;
  const since = (time: number) => Math.min(end, Math.max(0, time - startedAt));
  const phases: Phase[] = [];
  const add = (name: PhaseName, fromMs: number, toMs: number) =>
    phases.push({ name, fromMs, toMs: Math.max(fromMs, toMs) });
  const last = attempts.at(-1);
  if (attempts[0]) add("queued", 0, since(attempts[0].startedAt));
  for (const [index, attempt] of attempts.slice(0, -1).entries())
    add("attempt", since(attempt.startedAt), since(attempts[index + 1]?.startedAt ?? attempt.startedAt));
  if (last) add("headers", since(last.startedAt), last.headersAt === undefined ? end : since(last.headersAt));
  if (last?.headersAt !== undefined && last.error === undefined)
    add("firstToken", since(last.headersAt), output.firstDeltaMs ?? end);
  for (const [name, kind] of kinds) {
    const parts = output.parts.filter((part) => part.kind === kind);
    if (parts.length === 0) continue;
    const ends = parts.map((part) => part.endedMs ?? end);
    add(name, Math.min(...parts.map((part) => part.startedMs)), Math.max(...ends));
  }
  add("total", 0, end);
  return phases;
}
