import { history } from "../database";
import type { MessageRecord } from "../record";

/** The messages of a conversation that are deleted, and all that follow one that is. */
export function hiddenIn(records: readonly MessageRecord[]): Set<string> {
  const hidden = new Set<string>();
  const childrenOf = new Map<string | null, MessageRecord[]>();
  for (const record of records)
    childrenOf.set(record.parentId, [...(childrenOf.get(record.parentId) ?? []), record]);
  const open = records.filter(({ deletedAt }) => deletedAt !== undefined);
  for (let record = open.pop(); record; record = open.pop()) {
    if (hidden.has(record.id)) continue;
    hidden.add(record.id);
    open.push(...(childrenOf.get(record.id) ?? []));
  }
  return hidden;
}

/** The same for all conversations of this browser. Few have any. */
export async function hiddenMessages(): Promise<Set<string>> {
  const { messages } = history();
  const deleted = await messages.where("deletedAt").above(0).toArray();
  const threadIds = [...new Set(deleted.map(({ threadId }) => threadId))];
  const around = await messages.where("threadId").anyOf(threadIds).toArray();
  return hiddenIn(around);
}
