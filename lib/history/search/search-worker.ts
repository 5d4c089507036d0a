import { inTurn } from "@/lib/core/tab-locks";
import { indexStep } from "./indexer";
import { searchMessages } from "./search-messages";
import { type SearchCommand, type SearchReply, searchCommandSchema } from "./search-protocol";
import { searchTitles } from "./search-titles";

/** Runs in a worker: searches the history and keeps its index. One search at a time; indexing yields to it. */
let current = 0;
let indexing = false;

const reply = (message: SearchReply) => self.postMessage(message);

async function search({ id, query, limit }: Extract<SearchCommand, { type: "search" }>): Promise<void> {
  current = id;
  const wanted = () => current === id;
  const done = await Promise.allSettled([
    searchMessages({ query, limit, wanted }, (hits) => reply({ type: "messages", id, hits })),
    searchTitles(query, limit).then((hits) => wanted() && reply({ type: "titles", id, hits })),
  ]);
  if (wanted()) reply({ type: "done", id, failed: done.some(({ status }) => status === "rejected") });
}

/** Lets what arrived meanwhile have its turn. */
const turn = () => new Promise((resolve) => setTimeout(resolve, 0));

async function bringUpToDate(): Promise<void> {
  while (await indexStep()) await turn();
}

/** Of several tabs one does the work. A failure ends this attempt; the next occasion tries again. */
async function index(): Promise<void> {
  if (indexing) return;
  indexing = true;
  try {
    await inTurn("history-index", bringUpToDate);
  } catch {
    // Storage that is full or closed: searches read what waits instead.
  } finally {
    indexing = false;
  }
}

self.addEventListener("message", (event) => {
  const { data: command } = searchCommandSchema.safeParse(event.data);
  if (command?.type === "search") void search(command);
  else if (command?.type === "cancel") current = 0;
  else if (command?.type === "index") void index();
});
