import type { MessageHit } from "./search-protocol";

/**
 * Hits by conversation, the one with the newest hit first, each message once and at most `perThread` of one
 * conversation.
 */
export function groupHits(hits: readonly MessageHit[], limit: number, perThread: number): MessageHit[][] {
  const byMessage = new Map(hits.map((hit) => [hit.messageId, hit]));
  const newest = [...byMessage.values()].sort((a, b) => b.createdAt - a.createdAt).slice(0, limit);
  const groups = new Map<string, MessageHit[]>();
  for (const hit of newest) {
    const group = groups.get(hit.threadId);
    if (!group) groups.set(hit.threadId, [hit]);
    else if (group.length < perThread) group.push(hit);
  }
  return [...groups.values()];
}
