import { history, unindexedRecord } from "./database";
import type { MessageRecord, ThreadRecord } from "./record";
import { hiddenIn } from "./search/hidden-messages";

/** A page of the list, and whether there are more. */
export type ThreadPage = { pinned: ThreadRecord[]; threads: ThreadRecord[]; more: boolean };

const isShown = ({ deletedAt }: ThreadRecord) => deletedAt === undefined;

/** All pinned conversations, the last pinned first, and the newest of the others. */
export async function listThreads(limit: number): Promise<ThreadPage> {
  const { threads } = history();
  const pinned = await threads.where("pinnedAt").above(0).reverse().toArray();
  const newest = await threads.orderBy("updatedAt").reverse().limit(limit).toArray();
  return {
    pinned: pinned.filter(isShown),
    threads: newest.filter((thread) => isShown(thread) && thread.pinnedAt === undefined),
    more: newest.length === limit,
  };
}

/** Gives a conversation the name that a person chose; no other will replace it. */
export async function renameThread(threadId: string, title: string): Promise<void> {
  await history().threads.update(threadId, { title, titledBy: "person" });
}

/** Gives a conversation a title found by a model, unless a person has named it. */
export async function suggestTitle(threadId: string, title: string): Promise<void> {
  const { threads } = history();
  await history().transaction("rw", threads, async () => {
    const thread = await threads.get(threadId);
    if (thread && thread.titledBy !== "person") await threads.update(threadId, { title, titledBy: "model" });
  });
}

/** Keeps a conversation at the top of the list, or no longer. */
export async function pinThread(threadId: string, pinned: boolean): Promise<void> {
  await history().threads.update(threadId, { pinnedAt: pinned ? Date.now() : undefined });
}

/** Hides a conversation; `restoreThread` brings it back until `removeDeleted` takes it away. */
export async function deleteThread(threadId: string): Promise<void> {
  await history().threads.update(threadId, { deletedAt: Date.now() });
}

export async function restoreThread(threadId: string): Promise<void> {
  await history().threads.update(threadId, { deletedAt: undefined });
}

/** Takes conversations away for good, with their messages, drafts and words in the index. */
export async function deleteThreadsForGood(threadIds: readonly string[]): Promise<void> {
  const { threads, messages, drafts, unindexed } = history();
  await history().transaction("rw", threads, messages, drafts, unindexed, async () => {
    await removeMessages(await messages.where("threadId").anyOf(threadIds).toArray());
    await drafts.bulkDelete([...threadIds]);
    await threads.bulkDelete([...threadIds]);
  });
}

/** Takes away for good what was deleted before a moment: conversations, and messages of others. Says if any was. */
export async function removeDeleted(before: number): Promise<boolean> {
  const { threads, messages, unindexed } = history();
  const gone = await threads.where("deletedAt").below(before).primaryKeys();
  if (gone.length > 0) await deleteThreadsForGood(gone);
  const hidden = await messages.where("deletedAt").below(before).toArray();
  for (const threadId of new Set(hidden.map((record) => record.threadId)))
    await history().transaction("rw", messages, unindexed, async () => {
      const records = await messages.where("threadId").equals(threadId).toArray();
      const kept = records.map((record) =>
        (record.deletedAt ?? before) < before ? record : { ...record, deletedAt: undefined },
      );
      const ids = hiddenIn(kept);
      await removeMessages(records.filter(({ id }) => ids.has(id)));
    });
  return gone.length > 0 || hidden.length > 0;
}

async function removeMessages(records: readonly MessageRecord[]): Promise<void> {
  const { messages, unindexed } = history();
  await messages.bulkDelete(records.map(({ id }) => id));
  await unindexed.bulkPut(records.map((record) => ({ ...unindexedRecord(record), gone: 1 as const })));
}
