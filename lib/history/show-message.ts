import { storedThreads } from "./stored-threads";
import { type LoadedThread, loadThread, showVersion } from "./threads";

/** A conversation on a branch that has this message, which it shows from then on. */
export async function loadThreadAt(threadId: string, messageId: string): Promise<LoadedThread | undefined> {
  const loaded = await loadThread(storedThreads, threadId);
  if (!loaded || loaded.path.some(({ id }) => id === messageId)) return loaded;
  await showVersion(storedThreads, threadId, messageId);
  return loadThread(storedThreads, threadId);
}

/** Makes sure that a message is on the branch that its conversation shows; gives the address that opens it there. */
export async function showMessage(threadId: string, messageId: string): Promise<string> {
  await loadThreadAt(threadId, messageId);
  return `/chat/${threadId}?message=${encodeURIComponent(messageId)}`;
}
