import { removeDeletedCreations } from "./creations";
import { removeUnusedMedia } from "./media";
import { forgetResults } from "./results";
import { storageFailureOf } from "./storage-failure";
import { removeDeleted } from "./thread-list";

/** Longer than any undo is offered, and than a file waits for what refers to it. */
const undoneByNowMs = 30_000;

/** Takes away for good, before its time, what was deleted and can no longer be brought back by a press. */
async function makeRoom(): Promise<void> {
  const before = Date.now() - undoneByNowMs;
  // What fails for want of room must not keep the others from making some.
  const freed = await removeDeletedCreations(before).catch(() => []);
  await removeDeleted(before).catch(() => {});
  await removeUnusedMedia(before).catch(() => {});
  void forgetResults(freed);
}

/** Stores something; where there is no room, tries once more in that of deleted things. Rejects as `store` does. */
export async function withRoom<T>(store: () => Promise<T>): Promise<T> {
  try {
    return await store();
  } catch (failure) {
    if (storageFailureOf(failure) !== "full") throw failure;
    await makeRoom();
    return store();
  }
}
