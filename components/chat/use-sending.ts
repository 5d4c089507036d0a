"use client";

import { useEffect } from "react";
import { openToolCalls } from "@/lib/chat/answer-words";
import type { AnswerRequest, Question } from "@/lib/chat/new-records";
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

/**
 * Sends what is written; what is sent while an answer comes waits, and goes out together when the answer is complete.
 * Gaps go out one after the other.
 */
export function useSending({ thread, threadId, temporary, draft, systemPrompt, request, stop }: Parts) {
  const { session, path, busy } = thread;
  const { queue, add, remove } = useMessageQueue(threadId, !temporary);

  const send = (question: Question) => {
    const wanted = request();
    if (!wanted) return;
    // The address takes on the id without a navigation: the page and its stream stay as they are.
    if (path.length === 0 && !temporary) window.history.replaceState(null, "", `/chat/${threadId}`);
    void session.send(question, wanted, systemPrompt);
  };

  const fills = request()?.operation === "completions";
  const sendDraft = () => {
    const { text, suffix, attachments } = draft;
    const gap = fills && { suffix };
    if (busy) add({ text, ...gap, ...(attachments.length > 0 && { attachments: [...attachments] }) });
    else send({ text, attachments, ...gap });
    draft.clear();
  };

  const last = path.at(-1);
  const complete = last?.role === "assistant" && last.output.state === "completed";
  const free = !busy && complete && openToolCalls(path).length === 0;
  useEffect(() => {
    if (!free || queue.length === 0) return;
    const next = fills ? queue.slice(0, 1) : queue;
    remove(next);
    send(joined(next));
  });

  /** The answer that is coming is ended first; the session takes the message once it has. */
  const sendNow = async (message: QueuedMessage) => {
    remove([message]);
    await stop();
    await session.idle();
    send(joined([message]));
  };

  return {
    queue,
    send,
    sendDraft,
    sendNow: (message: QueuedMessage) => void sendNow(message),
    removeQueued: (message: QueuedMessage) => remove([message]),
  };
}
