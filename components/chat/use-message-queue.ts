"use client";

import { useEffect, useState } from "react";
import * as z from "zod/mini";
import type { Question } from "@/lib/chat/new-records";
import { attachmentSchema } from "@/lib/history/record";

const queuedSchema = z.object({
  id: z.string(),
  text: z.string(),
  /** What stands behind the gap, where a gap is to be filled. */
  suffix: z.optional(z.string()),
  attachments: z.optional(z.array(attachmentSchema)),
});
const queueSchema = z.array(queuedSchema);
export type QueuedMessage = z.infer<typeof queuedSchema>;

const keyOf = (threadId: string) => `queue:${threadId}`;

function read(threadId: string): QueuedMessage[] {
  try {
    return queueSchema.safeParse(JSON.parse(sessionStorage.getItem(keyOf(threadId)) ?? "[]")).data ?? [];
  } catch {
    return [];
  }
}

function write(threadId: string, queue: readonly QueuedMessage[]): void {
  try {
    if (queue.length === 0) sessionStorage.removeItem(keyOf(threadId));
    else sessionStorage.setItem(keyOf(threadId), JSON.stringify(queue));
  } catch {
    // Storage that is full or forbidden: the queue then lives as long as the page.
  }
}

/** Several waiting messages are sent as one, with blank lines between. A gap is one question by itself. */
export function joined(queue: readonly QueuedMessage[]): Question {
  const suffix = queue[0]?.suffix;
  const attachments = queue.flatMap((message) => message.attachments ?? []);
  const text = queue.map((message) => message.text).join("\n\n");
  return { text, ...(suffix !== undefined && { suffix }), ...(attachments.length > 0 && { attachments }) };
}

/** The messages that wait for the answer to end; they outlive a reload of this tab. */
export function useMessageQueue(threadId: string, kept: boolean) {
  const [queue, setQueue] = useState<QueuedMessage[]>([]);
  useEffect(() => {
    if (kept) setQueue(read(threadId));
  }, [threadId, kept]);
  const change = (next: QueuedMessage[]) => {
    setQueue(next);
    if (kept) write(threadId, next);
  };
  return {
    queue,
    add: (message: Omit<QueuedMessage, "id">) => change([...queue, { ...message, id: crypto.randomUUID() }]),
    remove: (gone: readonly QueuedMessage[]) =>
      change(queue.filter(({ id }) => !gone.some((message) => message.id === id))),
  };
}
