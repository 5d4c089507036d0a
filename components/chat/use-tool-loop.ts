"use client";

import { useEffect, useRef } from "react";
import { openToolCalls } from "@/lib/chat/answer-words";
import type { ChatSession } from "@/lib/chat/chat-session";
import type { MessageRecord } from "@/lib/history/record";

/** After so many rounds in a row a person has to say that it may go on. */
const mostRounds = 8;

function roundsSinceQuestion(path: readonly MessageRecord[]): number {
  const question = path.findLastIndex(({ role }) => role === "user");
  return path.slice(question + 1).filter(({ role }) => role === "tool").length;
}

/**
 * Runs the tools of this browser that an answer called, and hands on what they give, for as long as nothing else
 * is called. Only answers that came in on this page are gone on with: opening a conversation spends nothing.
 */
export function useToolLoop(session: ChatSession, path: readonly MessageRecord[], busy: boolean): void {
  const answeredHere = useRef(new Set<string>());
  const last = path.at(-1);
  if (busy && last?.role === "assistant") answeredHere.current.add(last.id);
  useEffect(() => {
    if (busy || last?.role !== "assistant" || !answeredHere.current.delete(last.id)) return;
    const calls = openToolCalls(path);
    const own = calls.every(({ name }) => last.builtInTools?.includes(name));
    if (calls.length === 0 || !own || roundsSinceQuestion(path) >= mostRounds) return;
    void (async () => {
      const { runToolCall } = await import("@/lib/chat/tools/run-tool");
      await session.giveResults(await Promise.all(calls.map(runToolCall)));
    })();
  }, [session, path, last, busy]);
}
