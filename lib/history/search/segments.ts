import { randomUuid } from "@/lib/core/random-uuid";
import { history } from "../database";
import type { GramRange } from "./grams";
import { blocksOf, documentsIn, type EncodedPostings, encodePostings, visitAll } from "./postings";

/** A part of the index that is written once: at most 4096 messages, the newest first. */
export type Segment = {
  id: string;
  documents: number;
  /** When its newest and its oldest message were made. */
  newest: number;
  oldest: number;
  /** The smallest posting of each block; the blocks lie in a table of their own. */
  firsts: Float64Array;
};

/** Which message a document number stands for. */
export type SegmentDocuments = { segmentId: string; ids: string[]; times: Float64Array };

export type SegmentBlock = { segmentId: string; index: number; bytes: Uint8Array };

/** A message as a document of the index. */
export type IndexedMessage = { id: string; createdAt: number };

/** What a segment is stored as. */
export type NewSegment = { segment: Segment; documents: SegmentDocuments; blocks: SegmentBlock[] };

/** Lays out a segment. `messages` are newest first; the postings number them in that order. */
export function layOutSegment(messages: readonly IndexedMessage[], postings: Float64Array): NewSegment {
  const id = randomUuid();
  const { firsts, blocks } = encodePostings(postings);
  const times = Float64Array.from(messages, ({ createdAt }) => createdAt);
  const newest = times[0] ?? 0;
  return {
    segment: { id, documents: messages.length, newest, oldest: times.at(-1) ?? newest, firsts },
    documents: { segmentId: id, ids: messages.map((message) => message.id), times },
    blocks: blocks.map((bytes, index) => ({ segmentId: id, index, bytes })),
  };
}

/** All segments, the one with the newest message first. */
export async function segments(): Promise<Segment[]> {
  const rows = await history().searchSegments.toArray();
  return rows.sort((a, b) => b.newest - a.newest);
}

/** Which messages a segment stands for; nothing when it has been replaced meanwhile. */
export function documentsOf(segmentId: string): Promise<SegmentDocuments | undefined> {
  return history().searchDocuments.get(segmentId);
}

/** A segment with everything in it, to make others of. */
export async function readSegment(
  segment: Segment,
): Promise<{ messages: IndexedMessage[]; visitPostings: (visit: (value: number) => void) => void }> {
  const { searchBlocks } = history();
  const rows = await searchBlocks.where("segmentId").equals(segment.id).sortBy("index");
  const documents = await documentsOf(segment.id);
  const encoded: EncodedPostings = { firsts: segment.firsts, blocks: rows.map(({ bytes }) => bytes) };
  const messages = (documents?.ids ?? []).map((id, at) => ({ id, createdAt: documents?.times[at] ?? 0 }));
  return { messages, visitPostings: (visit) => visitAll(encoded, visit) };
}

/**
 * The messages of a segment that may hold the query, newest first. `gone` when the segment has been replaced
 * since it was listed.
 */
export async function candidatesIn(
  segment: Segment,
  ranges: readonly GramRange[],
): Promise<IndexedMessage[] | "gone"> {
  const { searchBlocks, searchDocuments } = history();
  const wanted = new Set<number>();
  for (const range of ranges) {
    const { from, to } = blocksOf(segment.firsts, range);
    for (let index = from; index < to; index += 1) wanted.add(index);
  }
  const keys = [...wanted].map((index): [string, number] => [segment.id, index]);
  const rows = await searchBlocks.bulkGet(keys);
  if (rows.some((row) => !row)) return "gone";
  const blocks = new Map(rows.flatMap((row) => (row ? [[row.index, row.bytes] as const] : [])));
  const found = documentsIn(segment.firsts, blocks, ranges);
  if (found.length === 0) return [];
  const documents = await searchDocuments.get(segment.id);
  if (!documents) return "gone";
  return found.map((at) => ({ id: documents.ids[at] ?? "", createdAt: documents.times[at] ?? 0 }));
}

/** Adds segments and takes others away; to be called inside a transaction of the search tables. */
export async function replaceSegments(
  added: readonly NewSegment[],
  removed: readonly string[],
): Promise<void> {
  const { searchSegments, searchDocuments, searchBlocks } = history();
  await searchSegments.bulkAdd(added.map(({ segment }) => segment));
  await searchDocuments.bulkAdd(added.map(({ documents }) => documents));
  await searchBlocks.bulkAdd(added.flatMap(({ blocks }) => blocks));
  await searchSegments.bulkDelete([...removed]);
  await searchDocuments.bulkDelete([...removed]);
  await searchBlocks.where("segmentId").anyOf(removed).delete();
}
