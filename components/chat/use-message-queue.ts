"use client";

import { useEffect, useRef, useState } from "react";
import * as z from "zod/mini";
import type { Question } from "@/lib/chat/new-records";
import { randomUuid } from "@/lib/core/random-uuid";
import { forgetInTab, keepInTab, readInTab } from "@/lib/core/tab-storage";
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

/** Several waiting messages are sent as one, with blank lines between. A gap is one question by itself. */
export function joined(queue: readonly QueuedMessage[]): Question {
  const suffix = queue[0]?.suffix;
  const attachments = queue.flatMap((message) => message.attachments ?? []);
  const text = queue.map((message) => message.text).join("\n\n");
  return { text, ...(suffix !== undefined && { suffix }), ...(attachments.length > 0 && { attachments }) };
}

/** The messages that wait for the answer to end; they outlive a reload of this tab. */
export function useMessageQueue(threadId: string, kept: boolean) {
  const [queue, setQueue] = useState<readonly QueuedMessage[]>([]);
  // What takes its time must not take back what came meanwhile.
  const latest = useRef(queue);
  const show = (next: readonly QueuedMessage[]) => {
    latest.current = next;
    setQueue(next);
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: read once
  useEffect(() => {
    if (kept) show(queueSchema.safeParse(readInTab(keyOf(threadId))).data ?? []);
  }, [threadId, kept]);
  const change = (next: readonly QueuedMessage[]) => {
    show(next);
    if (!kept) return;
    if (next.length === 0) forgetInTab(keyOf(threadId));
    else keepInTab(keyOf(threadId), next);
  };
  return {
    queue,
    /** Those that nobody has taken back meanwhile. */
    stillIn: (messages: readonly QueuedMessage[]) =>
      messages.filter(({ id }) => latest.current.some((message) => message.id === id)),
    add: ({ attachments, ...question }: Question) =>
      change([
        ...latest.current,
        {
          ...question,
          ...(attachments && attachments.length > 0 && { attachments: [...attachments] }),
          id: randomUuid(),
        },
      ]),
    remove: (gone: readonly QueuedMessage[]) =>
      change(latest.current.filter(({ id }) => !gone.some((message) => message.id === id))),
  };
}
