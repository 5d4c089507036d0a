import { forgetInTab, keepInTab } from "@/lib/core/tab-storage";
import type { KeptDraft } from "./drafts";

/** When the history cannot take it, a draft survives at least the reload of this tab. */
export const draftKeyInTab = (threadId: string) => `draft:${threadId}`;

/** What was typed before the kept draft could be read. It stands beside that one, not in its place. */
export const besideKeyInTab = (threadId: string) => `draft-beside:${threadId}`;

const record = (threadId: string, draft: KeptDraft) => ({ threadId, ...draft, savedAt: Date.now() });

/** Keeps what was typed at once, for a page that is going away: the database would be too slow. Never throws. */
export function saveDraftNow(threadId: string, draft: KeptDraft): void {
  keepInTab(draftKeyInTab(threadId), record(threadId, draft));
  forgetInTab(besideKeyInTab(threadId));
}

/** The same while nobody knows yet what was kept before. Never throws. */
export function saveBesideNow(threadId: string, draft: KeptDraft): void {
  keepInTab(besideKeyInTab(threadId), record(threadId, draft));
}

/** Both words, unless one of them only goes on with the other. */
export function joinedWords(kept: string, written: string): string {
  if (written.startsWith(kept)) return written;
  return kept.startsWith(written) ? kept : `${kept}\n${written}`;
}
