import { keepInTab } from "@/lib/core/tab-storage";
import type { KeptDraft } from "./drafts";

/** When the history cannot take it, a draft survives at least the reload of this tab. */
export const draftKeyInTab = (threadId: string) => `draft:${threadId}`;

/** Keeps what was typed at once, for a page that is going away: the database would be too slow. Never throws. */
export function saveDraftNow(threadId: string, draft: KeptDraft): void {
  keepInTab(draftKeyInTab(threadId), { threadId, ...draft, savedAt: Date.now() });
}
