import { getMedia, putMedia } from "@/lib/history/media";
import { storageFailureOf } from "@/lib/history/storage-failure";

/** Files of temporary conversations, and all of them where the browser stores nothing: they end with the page. */
const inMemory = new Map<string, Blob>();

type Shelved = { id: string; blob: Blob; name: string; temporary: boolean };

/** Keeps a file for a conversation. False when the browser's storage has no room for it. */
export async function shelveMedia({ id, blob, name, temporary }: Shelved): Promise<boolean> {
  if (!temporary) {
    try {
      await putMedia(blob, id, name);
      return true;
    } catch (error) {
      if (storageFailureOf(error) === "full") return false;
    }
  }
  inMemory.set(id, blob);
  return true;
}

/** A file by its id; nothing when this browser does not have it (any more). Never rejects. */
export async function findMedia(id: string): Promise<Blob | undefined> {
  return inMemory.get(id) ?? (await getMedia(id).catch(() => undefined));
}
