import type { MessageRecord, ThreadRecord } from "./record";
import { changedThread, placedMessage, revisionAfter, savedAnswer, type ThreadStore } from "./thread-store";

/** A conversation that is never stored: it ends with the page. */
export function createTemporaryStore(): ThreadStore {
  const threads = new Map<string, ThreadRecord>();
  const messages = new Map<string, MessageRecord>();
  return {
    thread: async (threadId) => threads.get(threadId),
    messages: async (threadId) => [...messages.values()].filter((record) => record.threadId === threadId),
    async write(change) {
      const thread = changedThread(threads.get(change.threadId), change);
      threads.set(thread.id, thread);
      for (const record of change.messages) messages.set(record.id, placedMessage(record, change));
      return revisionAfter(thread, change);
    },
    async saveAnswer(answer) {
      const saved = savedAnswer(messages.get(answer.id), answer);
      if (saved) messages.set(saved.id, saved);
    },
  };
}
