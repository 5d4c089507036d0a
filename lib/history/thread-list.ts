import { history } from "./database";
import type { ThreadRecord } from "./record";

/** The newest conversations first, without those being deleted. */
export function listThreads(limit: number): Promise<ThreadRecord[]> {
  return history()
    .threads.orderBy("updatedAt")
    .reverse()
    .filter((thread) => thread.deletedAt === undefined)
    .limit(limit)
    .toArray();
}

/** Hides a conversation; `restoreThread` brings it back until `removeDeleted` takes it away. */
export async function deleteThread(threadId: string): Promise<void> {
  await history().threads.update(threadId, { deletedAt: Date.now() });
}

export async function restoreThread(threadId: string): Promise<void> {
  await history().threads.update(threadId, { deletedAt: undefined });
}

/** Takes away for good what was deleted before the given moment. */
export async function removeDeleted(before: number): Promise<void> {
  const { threads, messages } = history();
  await history().transaction("rw", threads, messages, async () => {
    const gone = await threads
      .filter(({ deletedAt }) => deletedAt !== undefined && deletedAt < before)
      .primaryKeys();
    await messages.where("threadId").anyOf(gone).delete();
    await threads.bulkDelete(gone);
  });
}
