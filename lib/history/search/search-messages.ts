import { history } from "../database";
import { messageRecordSchema, type ThreadRecord } from "../record";
import { fold } from "./fold";
import { type GramRange, rangesOf } from "./grams";
import { hiddenMessages } from "./hidden-messages";
import type { MessageHit } from "./search-protocol";
import { searchableText } from "./searchable-text";
import { candidatesIn, type IndexedMessage, type Segment, segments } from "./segments";
import { snippetOf } from "./snippet";

/** What one search shares: hits go out as they are found, until somebody asks for something else. */
type Search = { query: string; limit: number; wanted: () => boolean };

const segmentsAtOnce = 8;
const messagesAtOnce = 64;

/**
 * Messages that hold the query, at most `limit` from each of two sources, which are looked through newest first:
 * what waits for the index, and the index. `emit` gets a handful at a time; one message may come twice.
 */
export async function searchMessages(search: Search, emit: (hits: MessageHit[]) => void): Promise<void> {
  const folded = { ...search, query: fold(search.query) };
  if (folded.query === "") return;
  const hidden = await hiddenMessages();
  const look = async (candidates: readonly IndexedMessage[]) => {
    const hits = await confirmed(candidates, folded.query, hidden);
    if (hits.length > 0 && search.wanted()) emit(hits);
    return hits;
  };
  await Promise.all([searchWaiting(folded, look), searchIndex(folded, look)]);
}

type Look = (candidates: readonly IndexedMessage[]) => Promise<MessageHit[]>;

async function searchWaiting({ limit, wanted }: Search, look: Look): Promise<void> {
  const waiting = await history().unindexed.toArray();
  const candidates = waiting.map(({ messageId: id, createdAt }) => ({ id, createdAt })).reverse();
  let found = 0;
  for (let at = 0; at < candidates.length && found < limit && wanted(); at += messagesAtOnce)
    found += (await look(candidates.slice(at, at + messagesAtOnce))).length;
}

async function searchIndex({ query, limit, wanted }: Search, look: Look): Promise<void> {
  const ranges = rangesOf(query);
  const looked = new Set<string>();
  const times: number[] = [];
  /** Nothing older than this belongs to the newest `limit`. */
  const enough = () => times.sort((a, b) => b - a)[limit - 1] ?? Number.NEGATIVE_INFINITY;
  let rest = await segments();
  while (rest.length > 0 && wanted()) {
    const now = rest.slice(0, segmentsAtOnce).filter(({ newest }) => newest >= enough());
    if (now.length === 0) return;
    const candidates = await candidatesOf(now, ranges);
    if (candidates === "gone") {
      // The index was rebuilt under our feet: what was looked at already is left out below.
      rest = await segments();
      continue;
    }
    const fresh = candidates.filter(({ id }) => !looked.has(id));
    for (let at = 0; at < fresh.length && wanted(); at += messagesAtOnce) {
      const some = fresh.slice(at, at + messagesAtOnce);
      if ((some[0]?.createdAt ?? 0) < enough()) break;
      for (const { id } of some) looked.add(id);
      times.push(...(await look(some)).map(({ createdAt }) => createdAt));
    }
    rest = rest.slice(segmentsAtOnce);
  }
}

/** Candidates of several segments, newest first. */
async function candidatesOf(
  some: readonly Segment[],
  ranges: readonly GramRange[],
): Promise<IndexedMessage[] | "gone"> {
  const found: IndexedMessage[] = [];
  for (const candidates of await Promise.all(some.map((segment) => candidatesIn(segment, ranges)))) {
    if (candidates === "gone") return "gone";
    found.push(...candidates);
  }
  return found.sort((a, b) => b.createdAt - a.createdAt);
}

/** Those candidates whose text really holds the query and whose conversation is there. */
async function confirmed(
  candidates: readonly IndexedMessage[],
  query: string,
  hidden: ReadonlySet<string>,
): Promise<MessageHit[]> {
  const { messages, threads } = history();
  const shown = candidates.filter(({ id }) => !hidden.has(id));
  const rows = await messages.bulkGet(shown.map(({ id }) => id));
  const found = rows.flatMap((row) => {
    const record = messageRecordSchema.safeParse(row).data;
    const snippet = record && snippetOf(searchableText(record), query);
    return snippet ? [{ record, snippet }] : [];
  });
  const owners = await threads.bulkGet(found.map(({ record }) => record.threadId));
  return found.flatMap(({ record, snippet }, at) => {
    const thread = owners[at];
    if (!thread || thread.deletedAt !== undefined) return [];
    const { id: messageId, threadId, role, createdAt } = record;
    return [{ messageId, threadId, role, createdAt, snippet, ...titleAndKind(thread) }];
  });
}

const titleAndKind = ({ title, kind = "chat" }: ThreadRecord) => ({ title, kind });
