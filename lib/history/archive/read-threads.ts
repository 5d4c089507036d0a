import { history } from "../database";
import type { MessageRecord, ThreadRecord } from "../record";
import { hiddenIn } from "../search/hidden-messages";
import { storedThreads } from "../stored-threads";

export type StoredThread = {
  thread: ThreadRecord;
  /** Of all branches, without what was deleted. */
  records: MessageRecord[];
};

/** The ids of the conversations that an export of everything has, oldest first. */
export async function threadIdsToExport(): Promise<string[]> {
  const { threads } = history();
  const deleted = new Set(await threads.where("deletedAt").above(0).primaryKeys());
  return (await threads.orderBy("updatedAt").primaryKeys()).filter((id) => !deleted.has(id));
}

/** Conversations one at a time, so that a history of any size fits; those that went meanwhile are left out. */
export async function* readThreads(threadIds: readonly string[]): AsyncGenerator<StoredThread> {
  for (const id of threadIds) {
    const thread = await storedThreads.thread(id);
    if (!thread) continue;
    const records = await storedThreads.messages(id);
    const hidden = hiddenIn(records);
    yield { thread, records: records.filter((record) => !hidden.has(record.id)) };
  }
}
