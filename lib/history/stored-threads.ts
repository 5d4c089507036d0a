import { history, unindexedRecord } from "./database";
import { messageRecordSchema } from "./record";
import { askToPersist } from "./storage";
import { changedThread, placedMessage, revisionAfter, type ThreadStore } from "./thread-store";

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
      const stored = await messages.get(answer.id);
      if (stored?.role !== "assistant" || stored.sequence > answer.sequence) return;
      // Another tab may have moved or hidden it meanwhile: only what the run says is taken over.
      const { parentId, deletedAt } = stored;
      await messages.put({ ...answer, parentId, ...(deletedAt !== undefined && { deletedAt }) });
      await unindexed.put(unindexedRecord(answer));
    });
  },
};
