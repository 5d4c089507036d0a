"use client";

import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useState, useSyncExternalStore } from "react";
import { prepareAttachments } from "@/lib/chat/attachments/prepare-attachments";
import { ChatSession } from "@/lib/chat/chat-session";
import { noteRead } from "@/lib/history/activity";
import { storedThreads } from "@/lib/history/stored-threads";
import type { ThreadStore } from "@/lib/history/thread-store";
import { type LoadedThread, revisionOf } from "@/lib/history/threads";

export type OpenedThread = {
  threadId: string;
  kind: "chat" | "fill";
  store: ThreadStore;
  loaded: LoadedThread | undefined;
};

/**
 * One conversation in this tab: its session and what it shows. What another tab adds to the same conversation
 * appears here too.
 */
export function useChatThread({ threadId, kind, store, loaded }: OpenedThread) {
  const [session] = useState(
    () => new ChatSession({ threadId, kind, store, loaded, prepare: prepareAttachments }),
  );
  const state = useSyncExternalStore(session.subscribe, session.getState, session.getState);

  useEffect(() => {
    noteRead(threadId);
    // The server goes on with an answer while no page is open: follow it again.
    void session.resume();
  }, [session, threadId]);

  const revision = useLiveQuery(() => revisionOf(store, threadId), [store, threadId]);
  useEffect(() => {
    if (revision !== undefined) void session.changedElsewhere(revision);
  }, [session, revision]);

  return { session, kept: store === storedThreads, ...state };
}

export type ChatThread = ReturnType<typeof useChatThread>;
