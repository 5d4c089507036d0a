import { history, type UnindexedRecord } from "../database";
import { fold } from "./fold";
import { maxDocuments, PostingsBuilder } from "./postings";
import { searchableText } from "./searchable-text";
import {
  documentsOf,
  type IndexedMessage,
  layOutSegment,
  type NewSegment,
  readSegment,
  replaceSegments,
  type Segment,
  segments,
} from "./segments";

/** So many messages may wait: a search reads them itself, which takes no longer than reading the index. */
const waitingAllowed = 400;
/** One step indexes about so many letters: a search never waits longer than this takes, some 150 ms. */
const lettersPerStep = 800_000;
const messagesPerRead = 256;
/** So many small segments become one. */
const smallSegments = 8;
const isSmall = ({ documents, firsts }: Segment) => documents < 1024 && firsts.length < 64;

/** Whether there is work for `indexStep`. */
export async function indexIsBehind(): Promise<boolean> {
  const { unindexed } = history();
  // What was removed leaves the index at once.
  return (await unindexed.count()) > waitingAllowed || (await unindexed.where("gone").equals(1).count()) > 0;
}

/** Does one step of work and says whether there is more. One tab at a time does it. */
export async function indexStep(): Promise<boolean> {
  const waiting = (await indexIsBehind()) ? await takeWaiting() : [];
  if (waiting.length > 0) await indexMessages(waiting);
  else if (!(await mergeSmall())) return false;
  return true;
}

/** The newest of those that wait, and everything that was removed. */
async function takeWaiting(): Promise<UnindexedRecord[]> {
  const { unindexed } = history();
  const gone = await unindexed.where("gone").equals(1).limit(maxDocuments).toArray();
  const newest = await unindexed.reverse().limit(maxDocuments).toArray();
  const waiting = [...gone, ...newest.filter((entry) => !entry.gone)];
  return waiting.sort((a, b) => b.createdAt - a.createdAt || (a.messageId < b.messageId ? 1 : -1));
}

async function indexMessages(waiting: readonly UnindexedRecord[]): Promise<void> {
  const { taken, segment } = await buildSegment(waiting);
  const { rebuilt, outdated } = await withoutMessages(taken);
  const added = [segment, ...rebuilt].filter(({ documents }) => documents.ids.length > 0);
  const { unindexed, searchSegments, searchDocuments, searchBlocks } = history();
  const tables = [unindexed, searchSegments, searchDocuments, searchBlocks];
  await history().transaction("rw", tables, async () => {
    if (!(await stillThere(outdated))) return; // another tab was quicker
    await replaceSegments(added, outdated);
    await forget(taken);
  });
}

/** What waited waits no longer, unless it was saved again while it was indexed. One range is one request. */
async function forget(taken: readonly UnindexedRecord[]): Promise<void> {
  const stamps = new Set(taken.map(({ stamp }) => stamp));
  const keys = taken.map(keyOf);
  const [last, first] = [keys[0], keys.at(-1)];
  if (!first || !last) return;
  const range = history().unindexed.where("[createdAt+messageId]").between(first, last, true, true);
  const now = await range.toArray();
  if (now.every(({ stamp }) => stamps.has(stamp))) await range.delete();
  else await history().unindexed.bulkDelete(now.filter(({ stamp }) => stamps.has(stamp)).map(keyOf));
}

const keyOf = ({ createdAt, messageId }: UnindexedRecord): [number, string] => [createdAt, messageId];

async function stillThere(segmentIds: readonly string[]): Promise<boolean> {
  const rows = await history().searchSegments.bulkGet([...segmentIds]);
  return rows.every((row) => row !== undefined);
}

/** A segment of as many of the waiting messages as one step takes; `taken` are those and what was removed. */
async function buildSegment(
  waiting: readonly UnindexedRecord[],
): Promise<{ taken: UnindexedRecord[]; segment: NewSegment }> {
  const postings = new PostingsBuilder();
  const messages: IndexedMessage[] = [];
  const taken: UnindexedRecord[] = [];
  let letters = 0;
  for (let at = 0; at < waiting.length && letters < lettersPerStep; at += messagesPerRead) {
    const entries = waiting.slice(at, at + messagesPerRead);
    const records = await history().messages.bulkGet(entries.map(({ messageId }) => messageId));
    entries.forEach((entry, index) => {
      const record = records[index];
      if (messages.length === maxDocuments || letters >= lettersPerStep) return;
      taken.push(entry);
      if (!record) return;
      const text = fold(searchableText(record));
      postings.addText(text, messages.length);
      letters += text.length;
      messages.push({ id: record.id, createdAt: record.createdAt });
    });
  }
  return { taken, segment: layOutSegment(messages, postings.finish()) };
}

/** The segments that hold earlier states of these messages, made anew without them. */
async function withoutMessages(
  entries: readonly UnindexedRecord[],
): Promise<{ rebuilt: NewSegment[]; outdated: string[] }> {
  const ids = new Set(entries.map(({ messageId }) => messageId));
  const rebuilt: NewSegment[] = [];
  const outdated: string[] = [];
  for (const segment of await segments()) {
    // A message keeps its time for life, so only segments of that time can know it.
    const possible = entries.some(
      ({ createdAt }) => createdAt >= segment.oldest && createdAt <= segment.newest,
    );
    const documents = possible ? await documentsOf(segment.id) : undefined;
    if (!documents?.ids.some((id) => ids.has(id))) continue;
    outdated.push(segment.id);
    rebuilt.push(await joinSegments([segment], ids));
  }
  return { rebuilt, outdated };
}

/** One segment of several, without some messages. */
async function joinSegments(parts: readonly Segment[], without: ReadonlySet<string>): Promise<NewSegment> {
  const read = await Promise.all(parts.map(readSegment));
  const kept = read.flatMap(({ messages }, part) =>
    messages.flatMap((message, document) => (without.has(message.id) ? [] : [{ message, part, document }])),
  );
  kept.sort((a, b) => b.message.createdAt - a.message.createdAt);
  const numbers = parts.map(() => new Int32Array(maxDocuments).fill(-1));
  kept.forEach(({ part, document }, number) => {
    const ofPart = numbers[part];
    if (ofPart) ofPart[document] = number;
  });
  const postings = new PostingsBuilder();
  read.forEach(({ visitPostings }, part) => {
    visitPostings((value) => {
      const document = value % maxDocuments;
      const number = numbers[part]?.[document] ?? -1;
      if (number >= 0) postings.add(value - document + number);
    });
  });
  return layOutSegment(
    kept.map(({ message }) => message),
    postings.finish(),
  );
}

/** Makes one segment of many small ones; false when there are few. */
async function mergeSmall(): Promise<boolean> {
  const small = (await segments()).filter(isSmall);
  if (small.length < smallSegments) return false;
  let documents = 0;
  const parts = small.filter((segment) => {
    documents += segment.documents;
    return documents <= maxDocuments;
  });
  const merged = await joinSegments(parts, new Set());
  const { searchSegments, searchDocuments, searchBlocks } = history();
  const ids = parts.map(({ id }) => id);
  return history().transaction("rw", searchSegments, searchDocuments, searchBlocks, async () => {
    if (!(await stillThere(ids))) return false;
    await replaceSegments([merged], ids);
    return true;
  });
}
