"use client";

import { useEffect, useState } from "react";
import type { ChatSession } from "@/lib/chat/chat-session";
import type { MessageRecord } from "@/lib/history/record";

/**
 * The instructions of a conversation as a text to write in. In one that has begun they are set when the text is
 * left; the earlier wording stays among the versions.
 */
export function useSystemPrompt(session: ChatSession, path: readonly MessageRecord[]) {
  const [first] = path;
  const stored = first?.role === "system" ? first.text : undefined;
  const [text, setText] = useState(stored ?? "");
  useEffect(() => {
    if (stored !== undefined) setText(stored);
  }, [stored]);
  const settle = (written: string) => {
    const begun = session.getState().path.length > 0;
    if (begun && written !== (stored ?? "")) void session.setSystemPrompt(written);
  };
  return {
    text,
    type: setText,
    done: () => settle(text),
    set: (written: string) => {
      setText(written);
      settle(written);
    },
  };
}
