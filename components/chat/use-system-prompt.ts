"use client";

import { useEffect, useState } from "react";
import type { useDraft } from "@/components/shared/use-draft";
import type { ChatSession } from "@/lib/chat/chat-session";
import type { MessageRecord } from "@/lib/history/record";

type PromptDraft = Pick<ReturnType<typeof useDraft>, "systemPrompt" | "change">;

/**
 * The instructions of a conversation as a text to write in. Before it begins they are a part of what is being written;
 * in one that has begun they are set when the text is left, and the earlier wording stays among the versions.
 */
export function useSystemPrompt(session: ChatSession, path: readonly MessageRecord[], draft: PromptDraft) {
  const [first] = path;
  const stored = first?.role === "system" ? first.text : undefined;
  const [changed, setChanged] = useState(stored ?? "");
  useEffect(() => {
    if (stored !== undefined) setChanged(stored);
  }, [stored]);
  const begun = first !== undefined;
  const text = begun ? changed : draft.systemPrompt;
  const type = (written: string) => (begun ? setChanged(written) : draft.change({ systemPrompt: written }));
  return {
    text,
    type,
    done: () => {
      if (begun && text !== (stored ?? "")) void session.setSystemPrompt(text);
    },
    set: (written: string) => {
      type(written);
      if (begun) void session.setSystemPrompt(written);
    },
  };
}
