import type { AnswerRecord, ColumnRecord, MessageRecord, ThreadRecord } from "./record";

/** One step of a conversation: all of it is stored, or nothing. */
export type ThreadChange = {
  threadId: string;
  /** Added, or put in the place of what has the same id. */
  messages: readonly MessageRecord[];
  /** The column of a comparison to which the messages and the leaf belong. */
  column?: string;
  /** What changes of the thread; what a thread is made of when it does not exist yet. */
  thread: Partial<Omit<ThreadRecord, "id">>;
};

/** Where a conversation lives: in this browser's database, or, for a temporary one, in the page alone. */
export type ThreadStore = {
  thread(threadId: string): Promise<ThreadRecord | undefined>;
  /** Every message of the thread, in no order. */
  messages(threadId: string): Promise<MessageRecord[]>;
  /** Gives the revision after it: the thread's, or the column's. */
  write(change: ThreadChange): Promise<number>;
  /** Stores how far an answer has come; one that lags behind what is stored is ignored. */
  saveAnswer(answer: AnswerRecord): Promise<void>;
};

const titleLength = 60;

/** The first words of a text, on one line. */
export function titleOf(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  const characters = Array.from(line);
  return characters.length <= titleLength ? line : `${characters.slice(0, titleLength).join("")}…`;
}

/** The thread as it is after a change. */
export function changedThread(known: ThreadRecord | undefined, change: ThreadChange): ThreadRecord {
  if (change.column !== undefined && !known) throw new Error("The comparison of this column is not stored.");
  const now = Date.now();
  const fresh = { id: change.threadId, title: "", leafId: "", revision: 0, createdAt: now, updatedAt: now };
  const before = known ?? fresh;
  const after = { ...before, ...change.thread, revision: before.revision + 1 };
  const columns = after.columns?.map((column) =>
    column.id === change.column ? moved(column, change) : column,
  );
  return columns ? { ...after, columns } : after;
}

const moved = (column: ColumnRecord, { thread }: ThreadChange): ColumnRecord => ({
  ...column,
  leafId: thread.leafId ?? column.leafId,
  revision: column.revision + 1,
});

/** The revision by which whoever made a change knows it again. */
export const revisionAfter = (thread: ThreadRecord, { column }: ThreadChange): number =>
  thread.columns?.find(({ id }) => id === column)?.revision ?? thread.revision;

/** A message as it is stored by a change. */
export const placedMessage = (message: MessageRecord, { column }: ThreadChange): MessageRecord =>
  column === undefined ? message : { ...message, column };

/**
 * What is kept of an answer that has come further: all that its run says. Where it stands, whether it is hidden, which
 * choice was taken and which model it turned out to be may have changed meanwhile and stay. Nothing when it lags behind what is stored, or nothing is.
 */
export function savedAnswer(
  stored: MessageRecord | undefined,
  answer: AnswerRecord,
): AnswerRecord | undefined {
  if (stored?.role !== "assistant" || stored.sequence > answer.sequence) return undefined;
  const { parentId, deletedAt, model, fields } = stored;
  const choice = answer.choice ?? stored.choice;
  return {
    ...answer,
    parentId,
    model,
    fields,
    ...(deletedAt !== undefined && { deletedAt }),
    ...(choice !== undefined && { choice }),
  };
}
