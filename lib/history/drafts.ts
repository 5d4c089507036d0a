import * as z from "zod/mini";
import { type DraftRecord, history } from "./database";
import { attachmentSchema } from "./record";

/** What was typed for a conversation that has not begun is kept under this id. */
export const newThreadDraft = "new";

export type Draft = Omit<DraftRecord, "threadId" | "savedAt">;

const draftSchema = z.object({
  threadId: z.string(),
  text: z.string(),
  suffix: z.optional(z.string()),
  attachments: z.optional(z.array(attachmentSchema)),
  savedAt: z.number(),
});

/** When the history cannot take it, a draft survives at least the reload of this tab. */
const sessionKey = (threadId: string) => `draft:${threadId}`;

/** Keeps what was typed for a conversation. Never rejects. */
export async function saveDraft(threadId: string, draft: Draft): Promise<void> {
  const record: DraftRecord = { threadId, ...draft, savedAt: Date.now() };
  try {
    await history().drafts.put(record);
  } catch {
    putIntoSession(record);
  }
}

/** Keeps what was typed at once, for a page that is going away: the database would be too slow. Never throws. */
export function saveDraftNow(threadId: string, draft: Draft): void {
  putIntoSession({ threadId, ...draft, savedAt: Date.now() });
}

function putIntoSession(record: DraftRecord): void {
  try {
    sessionStorage.setItem(sessionKey(record.threadId), JSON.stringify(record));
  } catch {
    // Then it lives as long as the page.
  }
}

/** What was typed and not sent; nothing when there is none. Never rejects. */
export async function loadDraft(threadId: string): Promise<Draft | undefined> {
  const stored = await history()
    .drafts.get(threadId)
    .catch(() => undefined);
  const kept = [fromSession(threadId), stored].flatMap((value) => draftSchema.safeParse(value).data ?? []);
  const newest = kept.sort((a, b) => b.savedAt - a.savedAt)[0];
  if (!newest) return undefined;
  const { text, suffix, attachments } = newest;
  return { text, ...(suffix !== undefined && { suffix }), ...(attachments && { attachments }) };
}

function fromSession(threadId: string): unknown {
  try {
    return JSON.parse(sessionStorage.getItem(sessionKey(threadId)) ?? "null");
  } catch {
    return null;
  }
}

/** Forgets a draft, because it was sent or emptied. Never rejects. */
export async function clearDraft(threadId: string): Promise<void> {
  try {
    sessionStorage.removeItem(sessionKey(threadId));
  } catch {
    // no session storage, no copy in it
  }
  await history()
    .drafts.delete(threadId)
    .catch(() => {});
}
