"use client";

import { useEffect, useRef } from "react";
import { useSetting } from "@/components/shared/use-settings";
import type { MessageRecord } from "@/lib/history/record";

/** Has a model that costs nothing find the title of a conversation, once its first answer is complete, if a person wants that. */
export function useAutoTitle(threadId: string, path: readonly MessageRecord[], busy: boolean): void {
  const [titles] = useSetting("titles");
  const asked = useRef(false);
  const last = path.at(-1);
  const questions = path.filter(({ role }) => role === "user").length;
  const complete = !busy && last?.role === "assistant" && last.output.state === "completed";
  useEffect(() => {
    if (titles !== "model" || !complete || questions !== 1 || asked.current) return;
    asked.current = true;
    void import("@/lib/chat/auto-title").then(({ titleThread }) => titleThread(threadId));
  }, [titles, complete, questions, threadId]);
}
