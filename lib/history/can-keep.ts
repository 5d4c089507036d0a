import { randomUuid } from "@/lib/core/random-uuid";
import { history } from "./database";

/** Whether this browser lets the page keep something: a draft is written, read back and taken away. */
export async function canKeep(): Promise<boolean> {
  const { drafts } = history();
  const threadId = `self-check ${randomUuid()}`;
  try {
    await drafts.put({ threadId, text: threadId, savedAt: Date.now() });
    return (await drafts.get(threadId))?.text === threadId;
  } catch {
    return false;
  } finally {
    await drafts.delete(threadId).catch(() => {});
  }
}
