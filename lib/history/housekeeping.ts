import { liveQuery } from "dexie";
import { unlessTaken } from "@/lib/core/tab-locks";
import { discardStaged } from "./archive/stage";
import { removeDeletedCreations } from "./creations";
import { removeUnusedMedia } from "./media";
import { forgetResults } from "./results";
import { indexIsBehind } from "./search/indexer";
import { updateSearchIndex } from "./search/search-client";
import { removeDeleted } from "./thread-list";

/** A deletion can be undone for seconds; the rest of this is for clocks and tabs. */
const deletedForMs = 24 * 60 * 60 * 1000;

/**
 * Takes away for good what was deleted a day ago, and lets the worker index what is new, now and as the history
 * grows. Gives back how to stop.
 */
export function keepHouse(): () => void {
  void tidyUp().catch(() => {}); // the next visit tries again
  const subscription = liveQuery(indexIsBehind).subscribe({
    next: (behind) => behind && updateSearchIndex(),
    error: () => {},
  });
  return () => subscription.unsubscribe();
}

async function tidyUp(): Promise<void> {
  // Unless a tab is importing: then it is no crash that left something staged. Without locks nobody knows, and the next
  // import clears it away.
  if ("locks" in navigator) await unlessTaken("history-stage", discardStaged);
  const before = Date.now() - deletedForMs;
  const removedThreads = await removeDeleted(before);
  const freed = await removeDeletedCreations(before);
  if (removedThreads || freed.length > 0) await removeUnusedMedia();
  await forgetResults(freed);
}
