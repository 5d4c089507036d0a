"use client";

import { useChat } from "@ai-sdk/react";
import { useEffect, useLayoutEffect } from "react";
import { type ChatUIMessage, toUIMessage } from "@/lib/chat/chat-message";
import type { ChatSession } from "@/lib/chat/chat-session";
import { noteAnswering } from "@/lib/history/activity";

/** The screen is painted at most this often while an answer streams. */
const paintEveryMs = 50;

/**
 * Follows the answers of a conversation with the AI SDK, which puts their pieces together. It shows nothing itself,
 * so that the page can be there before the SDK is loaded.
 */
export function AnswerFollower({ session }: { session: ChatSession }) {
  const { threadId, key, transport } = session;
  const { messages, setMessages, resumeStream } = useChat<ChatUIMessage>({
    id: key,
    transport,
    experimental_throttle: paintEveryMs,
  });
  useEffect(() => {
    let shown = true;
    const detach = session.attach(async (answer) => {
      const ended = noteAnswering(threadId);
      try {
        setMessages([toUIMessage(answer)]);
        await resumeStream();
      } finally {
        ended(shown);
      }
    });
    return () => {
      shown = false;
      detach();
    };
  }, [session, threadId, setMessages, resumeStream]);
  const live = messages.at(-1);
  useLayoutEffect(() => session.showLive(live), [session, live]);
  return null;
}
