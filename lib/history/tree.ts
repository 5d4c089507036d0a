import type { MessageRecord } from "./record";

/*
 * The tree of a conversation's messages: every function takes records and gives records, so the same rules hold
 * for what is stored and for a conversation that never is. The order of a branch comes from `parentId`;
 * `createdAt` only orders versions beside each other.
 */

const childrenOf = (records: readonly MessageRecord[], parentId: string | null) =>
  records
    .filter((record) => record.parentId === parentId && record.deletedAt === undefined)
    .sort((a, b) => a.createdAt - b.createdAt);

/** From the first message to the given last one; empty when that is missing or deleted. */
export function pathTo(records: readonly MessageRecord[], leafId: string): MessageRecord[] {
  const byId = new Map(records.map((record) => [record.id, record]));
  const path: MessageRecord[] = [];
  // A record twice in a row of parents would be a circle: hostile or broken data must not hang the page.
  const seen = new Set<string>();
  for (
    let record = byId.get(leafId);
    record && !seen.has(record.id);
    record = byId.get(record.parentId ?? "")
  ) {
    seen.add(record.id);
    path.push(record);
  }
  path.reverse();
  const hidden = path.findIndex((record) => record.deletedAt !== undefined);
  return hidden < 0 ? path : path.slice(0, hidden);
}

/** For each message of a path, the ids of all messages that stand in its place, oldest first. */
export function versionsOf(
  path: readonly MessageRecord[],
  records: readonly MessageRecord[],
): Map<string, string[]> {
  const groups = new Map<string, MessageRecord[]>();
  const place = ({ parentId, role }: MessageRecord) => `${role} ${parentId ?? ""}`;
  for (const record of records) {
    if (record.deletedAt !== undefined) continue;
    const group = groups.get(place(record));
    if (group) group.push(record);
    else groups.set(place(record), [record]);
  }
  const ids = (group: MessageRecord[]) =>
    group.sort((a, b) => a.createdAt - b.createdAt).map((record) => record.id);
  return new Map(path.map((shown) => [shown.id, ids(groups.get(place(shown)) ?? [shown])]));
}

/** The end of the newest branch that goes on from a message; the message itself when none does. */
export function newestLeaf(records: readonly MessageRecord[], messageId: string): string {
  const seen = new Set<string>();
  let leafId = messageId;
  for (;;) {
    seen.add(leafId);
    const child = childrenOf(records, leafId).at(-1);
    if (!child || seen.has(child.id)) return leafId;
    leafId = child.id;
  }
}

/**
 * Puts a new version in the place of a message and lets everything that followed the old one follow it; the old
 * version stays beside it, with nothing behind. Gives the records to store.
 */
export function replaceKeepingRest(
  records: readonly MessageRecord[],
  original: MessageRecord,
  replacement: MessageRecord,
): MessageRecord[] {
  const moved = records
    .filter((record) => record.parentId === original.id)
    .map((record) => ({ ...record, parentId: replacement.id }));
  return [replacement, ...moved];
}

/** Puts a message in front of all first messages. Gives the records to store. */
export function putFirst(records: readonly MessageRecord[], first: MessageRecord): MessageRecord[] {
  const moved = records
    .filter((record) => record.parentId === null)
    .map((record) => ({ ...record, parentId: first.id }));
  return [first, ...moved];
}

/** Copies of a path under new ids, for a thread of its own. */
export function copyOf(
  path: readonly MessageRecord[],
  threadId: string,
  newId: () => string,
): MessageRecord[] {
  let parentId: string | null = null;
  return path.map((record) => {
    const { column: _, ...content } = structuredClone(record);
    const copy = { ...content, id: newId(), threadId, parentId };
    parentId = copy.id;
    return copy;
  });
}
