"use client";

import { useEffect } from "react";
import { openToolCalls } from "@/lib/chat/answer-words";
import type { AnswerRequest, Question } from "@/lib/chat/chat-session";
import type { ChatThread } from "./use-chat-thread";
import type { useDraft } from "./use-draft";
import { joined, type QueuedMessage, useMessageQueue } from "./use-message-queue";

type Parts = {
  thread: ChatThread;
  threadId: string;
  temporary: boolean;
  draft: ReturnType<typeof useDraft>;
  systemPrompt: string;
  request: () => AnswerRequest | undefined;
  stop: () => Promise<void>;
};

/** Sends what is written; what is sent while an answer comes waits, and goes out together when the answer is complete. */
export function useSending({ thread, threadId, temporary, draft, systemPrompt, request, stop }: Parts) {
  const { session, path, busy } = thread;
  const { queue, add, remove, clear } = useMessageQueue(threadId, !temporary);

  const send = (question: Question) => {
    const wanted = request();
    if (!wanted) return;
    // The address takes on the id without a navigation: the page and its stream stay as they are.
    if (path.length === 0 && !temporary) window.history.replaceState(null, "", `/chat/${threadId}`);
    void session.send(question, wanted, systemPrompt);
  };

  const sendDraft = () => {
    const { text, suffix, attachments } = draft;
    const fills = request()?.operation === "completions";
    if (busy) add({ text, ...(attachments.length > 0 && { attachments: [...attachments] }) });
    else send({ text, attachments, ...(fills && { suffix }) });
    draft.clear();
  };

  const last = path.at(-1);
  const complete = last?.role === "assistant" && last.output.state === "completed";
  const free = !busy && complete && openToolCalls(path).length === 0;
  useEffect(() => {
    if (!free || queue.length === 0) return;
    clear();
    send(joined(queue));
  });

  /** The answer that is coming is ended first; the session takes the message once it has. */
  const sendNow = async (message: QueuedMessage) => {
    remove(message.id);
    await stop();
    await session.idle();
    send(joined([message]));
  };

  return {
    queue,
    send,
    sendDraft,
    sendNow: (message: QueuedMessage) => void sendNow(message),
    removeQueued: remove,
  };
}
