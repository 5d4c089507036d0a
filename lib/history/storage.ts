import { creationMediaIds } from "./creations";
import { history } from "./database";
import { forgetResults } from "./results";
import { hiddenMessages } from "./search/hidden-messages";

/** What the history takes up and whether the browser will keep it. */
export type StorageReport = {
  threads: number;
  messages: number;
  promptSets: number;
  /** Pictures, clips, sound, vectors, rankings and batches, by their requests. */
  creations: number;
  media: number;
  mediaBytes: number;
  /** Bytes, as the browser estimates them for everything of this site; absent where it does not say. */
  usage?: number;
  quota?: number;
  /** Whether the browser has promised not to clear it by itself; absent where it cannot promise. */
  persisted?: boolean;
};

/** Counts what a person can see, without what was deleted a moment ago. What the browser does not say is left out. */
export async function storageReport(): Promise<StorageReport> {
  const { threads, messages, promptSets, creations, media } = history();
  const deleted = await threads.where("deletedAt").above(0).primaryKeys();
  const withThem = await messages.where("threadId").anyOf(deleted).primaryKeys();
  const hidden = new Set([...withThem, ...(await hiddenMessages())]);
  let mediaBytes = 0;
  await media.each(({ bytes }) => {
    mediaBytes += bytes;
  });
  const estimate = await storageManager()
    ?.estimate()
    .catch(() => undefined);
  const persisted = await isPersisted();
  return {
    threads: (await threads.count()) - deleted.length,
    messages: (await messages.count()) - hidden.size,
    promptSets: await promptSets.count(),
    creations: (await creations.count()) - (await creations.where("deletedAt").above(0).count()),
    media: await media.count(),
    mediaBytes,
    ...(estimate?.usage !== undefined && { usage: estimate.usage }),
    ...(estimate?.quota !== undefined && { quota: estimate.quota }),
    ...(persisted !== undefined && { persisted }),
  };
}

/** None on an insecure address and in old browsers. */
const storageManager = () => (typeof navigator === "undefined" ? undefined : navigator.storage);

async function isPersisted(): Promise<boolean | undefined> {
  return storageManager()
    ?.persisted?.()
    .catch(() => undefined);
}

let asked: Promise<boolean | undefined> | undefined;

/**
 * Asks the browser, once a page, not to clear this site's storage by itself. Some browsers ask the person, so it
 * is done when there is something to keep. Gives what it said; nothing where it cannot promise.
 */
export function askToPersist(): Promise<boolean | undefined> {
  const ask = async () =>
    (await isPersisted()) ||
    (await storageManager()
      ?.persist?.()
      .catch(() => undefined));
  asked ??= ask();
  return asked;
}

/** Asks again, because a person wants it. */
export function askToPersistAgain(): Promise<boolean | undefined> {
  asked = undefined;
  return askToPersist();
}

/**
 * Takes away every conversation, creation, prompt set, draft and file of this browser, in one step or not at all, and
 * what the server has of them.
 */
export async function deleteHistory(): Promise<void> {
  const { tables } = history();
  const files = await creationMediaIds();
  await history().transaction("rw", tables, async () => {
    for (const table of tables) await table.clear();
  });
  void forgetResults(files);
}
