"use client";

import { useEffect, useRef } from "react";
import { useSetting } from "@/components/shared/use-settings";
import type { MessageRecord } from "@/lib/history/record";

/**
 * Has a model that costs nothing find the title of a conversation, if a person wants that, when its first answer is
 * complete. Only where that answer came in on this page: neither opening a conversation nor the setting spends.
 */
export function useAutoTitle(threadId: string, path: readonly MessageRecord[], busy: boolean): void {
  const [titles] = useSetting("titles");
  const cameIn = useRef(false);
  const last = path.at(-1);
  const questions = path.filter(({ role }) => role === "user").length;
  const complete = last?.role === "assistant" && last.output.state === "completed";
  useEffect(() => {
    if (busy) cameIn.current = true;
    if (busy || !complete || !cameIn.current) return;
    cameIn.current = false;
    if (titles !== "model" || questions !== 1) return;
    // Without it the conversation keeps its first words as its title.
    import("@/lib/chat/auto-title").then(({ titleThread }) => titleThread(threadId)).catch(() => {});
  }, [titles, busy, complete, questions, threadId]);
}
