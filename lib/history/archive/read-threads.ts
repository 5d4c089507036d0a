import { asConversation } from "../columns";
import { history } from "../database";
import { type MessageRecord, messageRecordSchema, type ThreadRecord } from "../record";
import { hiddenIn } from "../search/hidden-messages";

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

/** So many conversations are read at a time: a history of any size fits, and is read in good time. */
const threadsPerRead = 50;

function* batchesOf(threadIds: readonly string[]): Generator<string[]> {
  for (let at = 0; at < threadIds.length; at += threadsPerRead)
    yield threadIds.slice(at, at + threadsPerRead);
}

/** Conversations without their messages; those that went meanwhile are left out. */
export async function* readThreadRecords(threadIds: readonly string[]): AsyncGenerator<ThreadRecord> {
  for (const ids of batchesOf(threadIds))
    for (const thread of await history().threads.bulkGet(ids))
      if (thread && thread.deletedAt === undefined) yield thread;
}

/** The same with their messages; a message that this version cannot read stays in the store. */
export async function* readThreads(threadIds: readonly string[]): AsyncGenerator<StoredThread> {
  const { messages } = history();
  for (const ids of batchesOf(threadIds)) {
    const rows = await messages.where("threadId").anyOf(ids).toArray();
    const records = byThread(rows.flatMap((row) => messageRecordSchema.safeParse(row).data ?? []));
    for await (const thread of readThreadRecords(ids)) {
      const all = records.get(thread.id) ?? [];
      const hidden = hiddenIn(all);
      yield { thread, records: all.filter((record) => !hidden.has(record.id)) };
    }
  }
}

/** What formats for one conversation take: a comparison is one conversation for each of its columns. */
export function conversationsOf({ thread, records }: StoredThread): StoredThread[] {
  if (!thread.columns) return [{ thread, records }];
  return thread.columns
    .filter(({ removedAt }) => removedAt === undefined)
    .map((column, at) => {
      const own = records.filter((record) => record.column === column.id);
      const answered = own.findLast((record) => record.role === "assistant");
      const title = `${thread.title} · ${answered?.model ?? at + 1}`;
      return { thread: { ...asConversation(thread, column), title }, records: own };
    });
}

function byThread(records: readonly MessageRecord[]): Map<string, MessageRecord[]> {
  const groups = new Map<string, MessageRecord[]>();
  for (const record of records) {
    const group = groups.get(record.threadId);
    if (group) group.push(record);
    else groups.set(record.threadId, [record]);
  }
  return groups;
}
