import { type MessageHit, type SearchCommand, searchReplySchema, type TitleHit } from "./search-protocol";

/** Hears of a search as it goes on. */
export type SearchListener = {
  onTitles: (hits: TitleHit[]) => void;
  onMessages: (hits: MessageHit[]) => void;
  /** Everything has been looked through; `failed` when some of it could not be read. */
  onDone: (failed: boolean) => void;
};

/** One worker for the page, made when it is first needed. */
let worker: Worker | undefined;
let lastId = 0;
let listening: { id: number; listener: SearchListener } | undefined;

function endWith(failed: boolean): void {
  const ended = listening;
  listening = undefined;
  ended?.listener.onDone(failed);
}

function startWorker(): Worker {
  const started = new Worker(new URL("./search-worker.ts", import.meta.url), { type: "module" });
  started.addEventListener("message", (event) => {
    const { data: reply } = searchReplySchema.safeParse(event.data);
    if (!reply || reply.id !== listening?.id) return;
    if (reply.type === "titles") listening.listener.onTitles(reply.hits);
    else if (reply.type === "messages") listening.listener.onMessages(reply.hits);
    else endWith(reply.failed);
  });
  started.addEventListener("error", () => {
    worker = undefined;
    endWith(true);
  });
  return started;
}

function tell(command: SearchCommand): boolean {
  try {
    worker ??= startWorker();
    worker.postMessage(command);
    return true;
  } catch {
    return false; // a browser that refuses the worker
  }
}

/**
 * Looks for a text in titles and messages, at most `limit` of each, newest first. A new search ends the one
 * before; the returned function ends this one, after which nothing is heard of it.
 */
export function searchHistory(query: string, limit: number, listener: SearchListener): () => void {
  lastId += 1;
  const id = lastId;
  listening = { id, listener };
  if (!tell({ type: "search", id, query, limit })) endWith(true);
  return () => {
    if (listening?.id !== id) return;
    listening = undefined;
    tell({ type: "cancel" });
  };
}

/** Has the index brought up to date in the background. */
export function updateSearchIndex(): void {
  tell({ type: "index" });
}
