import { whenOnline } from "@/lib/ui/when-online";

/** Puts a text into the box of a chat that has not begun. What was being written there is set aside, not lost. */
export async function openInChat(text: string): Promise<void> {
  const { loadDraft, newThreadDraft, saveDraft } = await whenOnline(() => import("@/lib/history/drafts"));
  const kept = await loadDraft(newThreadDraft);
  const written = kept?.text ?? "";
  await saveDraft(newThreadDraft, {
    ...kept,
    text,
    ...(written !== "" && written !== text && { aside: written }),
  });
}
