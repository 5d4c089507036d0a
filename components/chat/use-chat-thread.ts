"use client";

import { useChat } from "@ai-sdk/react";
import { useLiveQuery } from "dexie-react-hooks";
import { useEffect, useRef, useState } from "react";
import { type ChatUIMessage, toUIMessage } from "@/lib/chat/chat-message";
import { RunTransport } from "@/lib/chat/run-transport";
import type { AnswerRecord, MessageRecord } from "@/lib/history/record";
import {
  addAnswer,
  addTurn,
  type LoadedThread,
  leafOf,
  loadThread,
  showVersion,
} from "@/lib/history/threads";
import { emptyOutput } from "@/lib/runs/snapshot";

/** The screen is painted at most this often while an answer streams. */
const paintEveryMs = 50;

export type AnswerSettings = { model: string; enableThinking: boolean | null };

const isRunning = (path: readonly MessageRecord[]) => {
  const last = path.at(-1);
  return last?.role === "assistant" && last.output.state === "running";
};

const newAnswer = (threadId: string, parentId: string, settings: AnswerSettings): AnswerRecord => ({
  id: crypto.randomUUID(),
  threadId,
  parentId,
  createdAt: Date.now(),
  role: "assistant",
  ...settings,
  output: emptyOutput(),
  sequence: 0,
});

/**
 * One conversation: what was said, what is being said, and how to go on. Every message is in the local history
 * before it is sent; what another tab adds to the same conversation appears here too.
 */
export function useChatThread(threadId: string, loaded: LoadedThread | undefined) {
  const [saveFailure, setSaveFailure] = useState<string>();
  const [transport] = useState(() => new RunTransport(loaded?.path ?? [], setSaveFailure));
  const [initial] = useState(() => (loaded?.path ?? []).map(toUIMessage));
  const [versions, setVersions] = useState(() => loaded?.versions ?? new Map<string, string[]>());
  const leafId = useLiveQuery(() => leafOf(threadId), [threadId]);
  const chat = useChat<ChatUIMessage>({
    id: threadId,
    messages: initial,
    transport,
    experimental_throttle: paintEveryMs,
  });
  const { messages, setMessages, resumeStream, status } = chat;
  const busy = status === "submitted" || status === "streaming";

  /** Shows a path of the history, and follows its last answer if that is running. */
  const show = useRef(async (_path: readonly MessageRecord[]) => {});
  show.current = async (path) => {
    transport.path = path;
    setMessages(path.map(toUIMessage));
    if (isRunning(path)) await resumeStream();
  };

  // The server goes on with an answer while no page is open: follow it again.
  useEffect(() => {
    if (isRunning(transport.path)) void show.current(transport.path);
  }, [transport]);

  // The conversation ends in another message than the one shown: another tab has added to it, or another version
  // was chosen. Only the end is watched, so an answer that grows in the history wakes nobody.
  useEffect(() => {
    if (leafId === undefined) return;
    let current = true;
    void loadThread(threadId).then((stored) => {
      if (!current || !stored) return;
      setVersions(stored.versions);
      const foreign = stored.thread.leafId !== transport.path.at(-1)?.id;
      if (foreign && !busy && !saveFailure) void show.current(stored.path);
    });
    return () => {
      current = false;
    };
  }, [leafId, threadId, transport, busy, saveFailure]);

  async function store(work: Promise<void>): Promise<void> {
    try {
      await work;
    } catch (error) {
      setSaveFailure(error instanceof Error ? error.name : String(error));
    }
  }

  async function send(text: string, settings: AnswerSettings): Promise<void> {
    const parentId = transport.path.at(-1)?.id ?? null;
    const question = {
      id: crypto.randomUUID(),
      threadId,
      parentId,
      createdAt: Date.now(),
      role: "user",
      text,
    } as const;
    const answer = newAnswer(threadId, question.id, settings);
    transport.path = [...transport.path, question, answer];
    await store(addTurn(question, answer));
    await chat.sendMessage({ id: question.id, role: "user", parts: [{ type: "text", text }] });
  }

  /** Asks for another answer to the question before this one; this one stays among the versions. */
  async function retry(messageId: string, settings: AnswerSettings): Promise<void> {
    const index = transport.path.findIndex((record) => record.id === messageId);
    const question = transport.path[index - 1];
    if (!question) return;
    const answer = newAnswer(threadId, question.id, settings);
    transport.path = [...transport.path.slice(0, index), answer];
    await store(addAnswer(answer));
    await chat.regenerate({ messageId });
  }

  return {
    messages,
    busy,
    waiting: status === "submitted",
    saveFailure,
    versions,
    send,
    retry,
    stop: () => transport.stop(),
    showVersion: (messageId: string) => showVersion(threadId, messageId),
  };
}

export type ChatThread = ReturnType<typeof useChatThread>;
