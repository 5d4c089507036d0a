import { history, unindexedRecord } from "./database";
import { messageRecordSchema } from "./record";
import { askToPersist } from "./storage";
import { changedThread, placedMessage, revisionAfter, savedAnswer, type ThreadStore } from "./thread-store";

/** The conversations that this browser keeps. */
export const storedThreads: ThreadStore = {
  async thread(threadId) {
    const thread = await history().threads.get(threadId);
    return thread?.deletedAt === undefined ? thread : undefined;
  },

  async messages(threadId) {
    const rows = await history().messages.where("threadId").equals(threadId).toArray();
    // A record that this version cannot read stays in the store and out of the view.
    return rows.flatMap((row) => messageRecordSchema.safeParse(row).data ?? []);
  },

  write(change) {
    const { threads, messages, unindexed } = history();
    void askToPersist();
    return history().transaction("rw", threads, messages, unindexed, async () => {
      const thread = changedThread(await threads.get(change.threadId), change);
      const placed = change.messages.map((message) => placedMessage(message, change));
      await threads.put(thread);
      await messages.bulkPut(placed);
      await unindexed.bulkPut(placed.map(unindexedRecord));
      return revisionAfter(thread, change);
    });
  },

  async saveAnswer(answer) {
    const { messages, unindexed } = history();
    await history().transaction("rw", messages, unindexed, async () => {
      const saved = savedAnswer(await messages.get(answer.id), answer);
      if (!saved) return;
      await messages.put(saved);
      await unindexed.put(unindexedRecord(saved));
    });
  },
};
