"use client";

import { useChat } from "@ai-sdk/react";
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState, useSyncExternalStore } from "react";
import type { ChatUIMessage } from "@/lib/chat/chat-message";
import { toUIMessage } from "@/lib/chat/chat-message";
import { ChatSession } from "@/lib/chat/chat-session";
import { uploadAttachments } from "@/lib/chat/upload-attachments";
import { noteAnswering, noteRead } from "@/lib/history/activity";
import type { ThreadStore } from "@/lib/history/thread-store";
import { type LoadedThread, revisionOf } from "@/lib/history/threads";

/** The screen is painted at most this often while an answer streams. */
const paintEveryMs = 50;

export type OpenedThread = {
  threadId: string;
  kind: "chat" | "fill";
  store: ThreadStore;
  loaded: LoadedThread | undefined;
};

/**
 * One conversation in this tab: its session, what it shows, and the answer that is coming in, as the SDK puts it
 * together. What another tab adds to the same conversation appears here too.
 */
export function useChatThread({ threadId, kind, store, loaded }: OpenedThread) {
  const [session] = useState(
    () => new ChatSession({ threadId, kind, store, loaded, prepare: uploadAttachments }),
  );
  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);
  const chat = useChat<ChatUIMessage>({
    id: threadId,
    transport: session.transport,
    experimental_throttle: paintEveryMs,
  });
  const { setMessages, resumeStream } = chat;

  useEffect(() => {
    let shown = true;
    noteRead(threadId);
    session.follow = async (answer) => {
      const ended = noteAnswering(threadId);
      setMessages([toUIMessage(answer)]);
      await resumeStream();
      ended(shown);
    };
    // The server goes on with an answer while no page is open: follow it again.
    void session.resume();
    return () => {
      shown = false;
    };
  }, [session, threadId, setMessages, resumeStream]);

  const revision = useLiveQuery(() => revisionOf(store, threadId), [store, threadId]);
  useEffect(() => {
    if (revision !== undefined) void session.changedElsewhere(revision);
  }, [session, revision]);

  return { session, ...state, live: chat.messages.at(-1) };
}

export type ChatThread = ReturnType<typeof useChatThread>;
