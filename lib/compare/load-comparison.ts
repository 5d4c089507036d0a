import { asConversation, columnStore } from "@/lib/history/columns";
import type { ThreadRecord } from "@/lib/history/record";
import { storedThreads } from "@/lib/history/stored-threads";
import { type LoadedThread, showVersion } from "@/lib/history/threads";
import { pathTo, versionsOf } from "@/lib/history/tree";

export type LoadedComparison = {
  thread: ThreadRecord;
  /** Of each column, those that were taken out too. */
  columns: ReadonlyMap<string, LoadedThread>;
};

/**
 * A comparison as it is shown, on the branch that has the message that was searched for. Nothing when this browser
 * has none of that id.
 */
export async function loadComparison(
  threadId: string,
  messageId: string | null = null,
): Promise<LoadedComparison | undefined> {
  const thread = await storedThreads.thread(threadId);
  if (!thread?.columns) return undefined;
  const messages = await storedThreads.messages(threadId);
  const wanted = messages.find(({ id }) => id === messageId);
  const columns = thread.columns.map((column): [string, LoadedThread] => {
    const records = messages.filter((record) => record.column === column.id);
    const conversation = asConversation(thread, column);
    const path = pathTo(records, conversation.leafId);
    return [column.id, { thread: conversation, path, versions: versionsOf(path, records), records }];
  });
  const loaded = { thread, columns: new Map(columns) };
  const { column } = wanted ?? {};
  const shown = column === undefined || loaded.columns.get(column)?.path.some(({ id }) => id === messageId);
  if (shown || messageId === null) return loaded;
  await showVersion(columnStore(column), threadId, messageId);
  return loadComparison(threadId);
}
