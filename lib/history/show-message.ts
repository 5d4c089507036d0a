import { storedThreads } from "./stored-threads";
import { loadThread, showVersion } from "./threads";

/** Makes sure that a message is on the branch that its conversation shows; gives the address that opens it there. */
export async function showMessage(threadId: string, messageId: string): Promise<string> {
  const loaded = await loadThread(storedThreads, threadId);
  if (loaded && !loaded.path.some(({ id }) => id === messageId))
    await showVersion(storedThreads, threadId, messageId);
  return `/chat/${threadId}?message=${encodeURIComponent(messageId)}`;
}
