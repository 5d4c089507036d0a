import { randomUuid } from "@/lib/core/random-uuid";
import type { MessageRecord, SystemRecord, ThreadRecord, UserRecord } from "./record";
import { type ThreadStore, titleOf } from "./thread-store";
import { copyOf, newestLeaf, pathTo, putFirst, replaceKeepingRest, versionsOf } from "./tree";

export type LoadedThread = {
  thread: ThreadRecord;
  /** From the first message to the leaf. */
  path: MessageRecord[];
  /** For each message of the path, the ids of all that stand in its place, oldest first. */
  versions: Map<string, string[]>;
  /** Every message of the conversation, other branches included. */
  records: MessageRecord[];
};

/** One conversation as it is shown; nothing when the store has none of that id. */
export async function loadThread(store: ThreadStore, threadId: string): Promise<LoadedThread | undefined> {
  const thread = await store.thread(threadId);
  if (!thread) return undefined;
  const records = await store.messages(threadId);
  const path = pathTo(records, thread.leafId);
  return { thread, path, versions: versionsOf(path, records), records };
}

/** Tells of every change of a conversation's tree; nothing when the store has none of that id. */
export async function revisionOf(store: ThreadStore, threadId: string): Promise<number | undefined> {
  return (await store.thread(threadId))?.revision;
}

type NewMessages = {
  threadId: string;
  /** Each follows the one before; the last is shown as the end. */
  messages: readonly MessageRecord[];
  kind?: "chat" | "fill";
};

/**
 * Adds messages behind each other, in one step; makes the conversation with its first. Gives the conversation's
 * revision after it.
 */
export async function addMessages(
  store: ThreadStore,
  { threadId, messages, kind }: NewMessages,
): Promise<number | undefined> {
  const last = messages.at(-1);
  if (!last) return undefined;
  const known = await store.thread(threadId);
  const question = messages.find((record): record is UserRecord => record.role === "user");
  const first = { title: titleOf(titleTextOf(question)), createdAt: last.createdAt, ...(kind && { kind }) };
  return store.write({
    threadId,
    messages,
    thread: { ...(known ? {} : first), leafId: last.id, updatedAt: last.createdAt },
  });
}

function titleTextOf(question: UserRecord | undefined): string {
  if (!question) return "";
  return question.text.trim() || (question.attachments?.map(({ name }) => name).join(", ") ?? "");
}

/** Shows the branch that ends in the newest continuation of this message. */
export async function showVersion(store: ThreadStore, threadId: string, messageId: string): Promise<void> {
  const leafId = newestLeaf(await store.messages(threadId), messageId);
  await store.write({ threadId, messages: [], thread: { leafId } });
}

/**
 * Puts a new wording in the place of a message. What followed goes on behind the new one; the old one stays
 * among its versions.
 */
export async function reword(
  store: ThreadStore,
  replacement: MessageRecord,
  originalId: string,
): Promise<void> {
  const { threadId } = replacement;
  const records = await store.messages(threadId);
  const thread = await store.thread(threadId);
  const original = records.find(({ id }) => id === originalId);
  if (!original || !thread) return;
  const messages = replaceKeepingRest(records, original, replacement);
  const leafId = thread.leafId === originalId ? replacement.id : thread.leafId;
  await store.write({ threadId, messages, thread: { leafId } });
}

/** Gives a conversation that has none its instructions. */
export async function addSystemPrompt(store: ThreadStore, prompt: SystemRecord): Promise<void> {
  const { threadId } = prompt;
  const messages = putFirst(await store.messages(threadId), prompt);
  await store.write({ threadId, messages, thread: {} });
}

/** Hides a message and what follows it, and shows what is left. `restoreMessage` brings it back. */
export async function deleteMessage(store: ThreadStore, threadId: string, messageId: string): Promise<void> {
  const records = await store.messages(threadId);
  const gone = records.find(({ id }) => id === messageId);
  if (!gone) return;
  const hidden = { ...gone, deletedAt: Date.now() };
  const left = records.map((record) => (record.id === messageId ? hidden : record));
  const sibling = versionsOf([gone], left)
    .get(messageId)
    ?.filter((id) => id !== messageId)
    .at(-1);
  const leafId = sibling ? newestLeaf(left, sibling) : (gone.parentId ?? "");
  await store.write({ threadId, messages: [hidden], thread: { leafId } });
}

export async function restoreMessage(store: ThreadStore, threadId: string, messageId: string): Promise<void> {
  const records = await store.messages(threadId);
  const found = records.find(({ id }) => id === messageId);
  if (!found) return;
  const { deletedAt: _, ...restored } = found;
  const left = records.map((record) => (record.id === messageId ? restored : record));
  const leafId = newestLeaf(left, messageId);
  await store.write({ threadId, messages: [restored], thread: { leafId } });
}

type Fork = {
  threadId: string;
  messageId: string;
  title: string;
  /** Where the copy is kept, when it is not beside the original. */
  target?: ThreadStore;
};

/** Copies a conversation as far as a message into a thread of its own; gives its id. */
export async function forkThread(
  store: ThreadStore,
  { threadId, messageId, title, target = store }: Fork,
): Promise<string | undefined> {
  const path = pathTo(await store.messages(threadId), messageId);
  const forkId = randomUuid();
  const messages = copyOf(path, forkId, randomUuid);
  const last = messages.at(-1);
  if (!last) return undefined;
  const kind = (await store.thread(threadId))?.kind;
  const now = Date.now();
  await target.write({
    threadId: forkId,
    messages,
    thread: {
      title,
      titledBy: "person",
      leafId: last.id,
      createdAt: now,
      updatedAt: now,
      ...(kind && { kind }),
    },
  });
  return forkId;
}
