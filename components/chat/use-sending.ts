"use client";

import { useEffect, useReducer, useRef } from "react";
import type { useDraft } from "@/components/shared/use-draft";
import { openToolCalls } from "@/lib/chat/answer-words";
import type { AnswerRequest, Question } from "@/lib/chat/new-records";
import { takeAddress } from "@/lib/ui/take-address";
import type { ChatThread } from "./use-chat-thread";
import { joined, type QueuedMessage, useMessageQueue } from "./use-message-queue";

type Parts = {
  thread: Pick<ChatThread, "session" | "path" | "busy">;
  threadId: string;
  kind: "chat" | "fill";
  temporary: boolean;
  draft: Pick<ReturnType<typeof useDraft>, "text" | "suffix" | "attachments" | "change" | "clear">;
  systemPrompt: string;
  request: () => AnswerRequest | undefined;
};

/**
 * Sends what is written; what is sent while an answer comes waits, and goes out together when the answer is complete.
 * Gaps go out one after the other. Nothing stops waiting before the conversation has it.
 */
export function useSending({ thread, threadId, kind, temporary, draft, systemPrompt, request }: Parts) {
  const { session, path, busy } = thread;
  const { queue, stillIn, add, remove } = useMessageQueue(threadId, !temporary);
  const fills = kind === "fill";

  /** Gives whether the conversation took it. */
  const hand = async (question: Question, onTaken?: () => void): Promise<boolean> => {
    const wanted = request();
    if (!wanted) return false;
    const first = path.length === 0;
    return session.send(question, wanted, systemPrompt, () => {
      // What the address names is in the history: a reload at any moment finds it, or the words in the box.
      if (first && !temporary) takeAddress(`/chat/${threadId}`, "/chat");
      if (first) draft.change({ systemPrompt: "" });
      onTaken?.();
    });
  };

  const send = async (question: Question, onTaken?: () => void) => {
    if (!busy && (await hand(question, onTaken))) return;
    add(question);
    onTaken?.();
  };

  const sentDraft = useRef<Parts["draft"]>(undefined);
  const sendDraft = () => {
    // Enter pressed again before the box is seen to be empty sends nothing twice.
    if (sentDraft.current === draft) return;
    sentDraft.current = draft;
    const { text, suffix, attachments } = draft;
    draft.clear(
      new Promise<void>((resolve) => {
        void send({ text, attachments, ...(fills && { suffix }) }, resolve);
      }),
    );
  };

  const leaving = useRef<readonly QueuedMessage[]>(undefined);
  /** One handing over at a time, so that nothing goes out twice. */
  const handOver = async (messages: readonly QueuedMessage[], ready?: () => Promise<void>) => {
    if (leaving.current) return;
    leaving.current = messages;
    const stay = () => {
      if (leaving.current === messages) leaving.current = undefined;
    };
    const leave = () => {
      remove(messages);
      stay();
    };
    try {
      await ready?.();
      const wanted = stillIn(messages);
      if (wanted.length === 0 || !(await hand(joined(wanted), leave))) stay();
    } catch {
      // The server could not be asked to stop: it waits on.
      stay();
    }
  };

  const last = path.at(-1);
  const complete = last?.role === "assistant" && last.output.state === "completed";
  const free = !busy && complete && openToolCalls(path).length === 0;
  useEffect(() => {
    if (free && queue.length > 0) void handOver(fills ? queue.slice(0, 1) : queue);
  });

  /** The answer that is coming is ended first. */
  const endAnswer = async () => {
    await session.stop();
    await session.idle();
  };
  // Where it did not go out after all, what waits behind it may have missed the end of the answer.
  const [, lookAgain] = useReducer((times: number) => times + 1, 0);
  const sendNow = (message: QueuedMessage) => void handOver([message], endAnswer).then(lookAgain);

  return {
    queue,
    send: (question: Question) => void send(question),
    sendDraft,
    sendNow,
    removeQueued: (message: QueuedMessage) => remove([message]),
  };
}
