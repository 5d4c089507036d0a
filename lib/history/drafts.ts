import * as z from "zod/mini";
import { forgetInTab, keepInTab, readInTab } from "@/lib/core/tab-storage";
import { type DraftRecord, history } from "./database";
import { besideKeyInTab, draftKeyInTab, joinedWords } from "./draft-in-tab";
import { attachmentSchema } from "./record";

/** What was typed for a conversation that has not begun is kept under this id. */
export const newThreadDraft = "new";

export type KeptDraft = Omit<DraftRecord, "threadId" | "savedAt">;

const draftSchema = z.object({
  threadId: z.string(),
  text: z.string(),
  suffix: z.optional(z.string()),
  attachments: z.optional(z.array(attachmentSchema)),
  systemPrompt: z.optional(z.string()),
  aside: z.optional(z.string()),
  mediaIds: z.optional(z.array(z.string())),
  savedAt: z.number(),
});

/** Keeps what was typed for a conversation. Never rejects. */
export async function saveDraft(threadId: string, draft: KeptDraft): Promise<void> {
  const record: DraftRecord = { threadId, ...draft, savedAt: Date.now() };
  try {
    await history().drafts.put(record);
  } catch {
    keepInTab(draftKeyInTab(threadId), record);
  }
  forgetInTab(besideKeyInTab(threadId));
}

/** What was typed and not sent; nothing when there is none. Never rejects. */
export async function loadDraft(threadId: string): Promise<KeptDraft | undefined> {
  const stored = await history()
    .drafts.get(threadId)
    .catch(() => undefined);
  const found = [readInTab(draftKeyInTab(threadId)), stored];
  const kept = found.flatMap((value) => draftSchema.safeParse(value).data ?? []);
  const newest = kept.sort((a, b) => b.savedAt - a.savedAt)[0];
  const beside = draftSchema.safeParse(readInTab(besideKeyInTab(threadId))).data;
  const both = newest && beside ? withBeside(newest, beside) : (newest ?? beside);
  if (!both) return undefined;
  const { threadId: _, savedAt: __, ...draft } = both;
  return draft;
}

type Stored = z.infer<typeof draftSchema>;

/** A page that was left before it knew of the draft: both stay. */
function withBeside(kept: Stored, beside: Stored): Stored {
  const attached =
    beside.attachments && beside.attachments.length > 0 ? beside.attachments : kept.attachments;
  return {
    ...kept,
    text: joinedWords(kept.text, beside.text),
    ...(attached && { attachments: attached }),
    ...(beside.systemPrompt && { systemPrompt: beside.systemPrompt }),
    ...(beside.suffix && { suffix: beside.suffix }),
  };
}

/** Forgets a draft, because it was sent or emptied. Never rejects. */
export async function clearDraft(threadId: string): Promise<void> {
  forgetInTab(draftKeyInTab(threadId));
  forgetInTab(besideKeyInTab(threadId));
  await history()
    .drafts.delete(threadId)
    .catch(() => {});
}
