import { history } from "./database";
import type { ColumnRecord, ThreadRecord } from "./record";
import { storedThreads } from "./stored-threads";
import type { ThreadStore } from "./thread-store";

/** One column of a comparison as a conversation of its own: everything that works on a conversation works on it. */
export function columnStore(columnId: string, store: ThreadStore = storedThreads): ThreadStore {
  return {
    async thread(threadId) {
      const thread = await store.thread(threadId);
      const column = thread?.columns?.find(({ id }) => id === columnId);
      return thread && column && asConversation(thread, column);
    },
    async messages(threadId) {
      return (await store.messages(threadId)).filter(({ column }) => column === columnId);
    },
    write: (change) => store.write({ ...change, column: columnId }),
    saveAnswer: (answer) => store.saveAnswer({ ...answer, column: columnId }),
  };
}

/** A column as a chat with the comparison's title. */
export function asConversation(thread: ThreadRecord, { leafId, revision }: ColumnRecord): ThreadRecord {
  const { columns: _columns, kind: _kind, ...rest } = thread;
  return { ...rest, leafId, revision };
}

/** Changes which columns a comparison has, their order and how they ask. What was said in them stays as it is. */
export async function changeColumns(
  threadId: string,
  change: (columns: readonly ColumnRecord[]) => readonly ColumnRecord[],
): Promise<void> {
  const { threads } = history();
  await history().transaction("rw", threads, async () => {
    const thread = await threads.get(threadId);
    if (!thread) return;
    const columns = [...change(thread.columns ?? [])];
    await threads.update(threadId, { columns, revision: thread.revision + 1 });
  });
}
