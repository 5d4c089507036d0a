import Dexie, { type EntityTable, type Table } from "dexie";
import { randomUuid } from "@/lib/core/random-uuid";
import type { VoteRecord } from "@/lib/rounds/vote-record";
import type { ImportRow } from "./archive/stage";
import type { CreationRecord, ThumbnailRecord } from "./creation-record";
import type { Attachment, MessageRecord, ThreadRecord } from "./record";
import type { RecordingPart, RecordingRecord } from "./recording-record";
import type { Segment, SegmentBlock, SegmentDocuments } from "./search/segments";
import type { PromptSetRecord, SetCell } from "./set-record";

/** What was typed and not sent yet. */
export type DraftRecord = {
  threadId: string;
  text: string;
  suffix?: string | undefined;
  attachments?: Attachment[] | undefined;
  /** Instructions for a conversation that has not begun. */
  systemPrompt?: string | undefined;
  /** Other words for the message, set aside for a link's or the other way round. */
  aside?: string | undefined;
  /** Files of a form that is no message: what it is filled with stands in `text`. */
  mediaIds?: string[] | undefined;
  savedAt: number;
};

/** A file of a conversation, or a picture or clip that was made; its bytes lie in `mediaParts`. */
export type MediaRecord = { id: string; type: string; bytes: number; name: string; createdAt: number };
export type MediaPart = { mediaId: string; index: number; bytes: ArrayBuffer };

/** A message that the search index does not have as it is now. */
export type UnindexedRecord = {
  messageId: string;
  /** When the message was made: the newest are indexed first. */
  createdAt: number;
  /** Another one with every change, so that one made meanwhile is not lost. */
  stamp: string;
  /** The message was taken away, and its words have to leave the index. */
  gone?: 1;
};

/** The local history: a person's work, kept in their own browser. The only Dexie class. */
class HistoryDatabase extends Dexie {
  declare threads: EntityTable<ThreadRecord, "id">;
  declare messages: EntityTable<MessageRecord, "id">;
  declare drafts: EntityTable<DraftRecord, "threadId">;
  declare media: EntityTable<MediaRecord, "id">;
  declare mediaParts: Table<MediaPart, [string, number]>;
  declare unindexed: Table<UnindexedRecord, [number, string]>;
  /** Of an import that is not complete yet. */
  declare importRows: Table<ImportRow, number>;
  declare promptSets: EntityTable<PromptSetRecord, "id">;
  declare setCells: Table<SetCell, [string, string, number]>;
  declare searchSegments: EntityTable<Segment, "id">;
  declare searchDocuments: EntityTable<SegmentDocuments, "segmentId">;
  declare searchBlocks: Table<SegmentBlock, [string, number]>;
  declare votes: EntityTable<VoteRecord, "roundId">;
  declare creations: EntityTable<CreationRecord, "id">;
  declare thumbnails: EntityTable<ThumbnailRecord, "mediaId">;
  declare recordings: EntityTable<RecordingRecord, "id">;
  declare recordingParts: Table<RecordingPart, [string, number]>;

  constructor() {
    super("siliconflow-playground");
    this.version(1).stores({ threads: "id, updatedAt", messages: "id, threadId" });
    this.version(2)
      .stores({
        threads: "id, updatedAt, pinnedAt, deletedAt",
        messages: "id, threadId, deletedAt",
        drafts: "threadId",
        media: "id",
        mediaParts: "[mediaId+index]",
        unindexed: "[createdAt+messageId], gone",
        searchSegments: "id",
        searchDocuments: "segmentId",
        searchBlocks: "[segmentId+index], segmentId",
      })
      .upgrade(async (transaction) => {
        await transaction
          .table("threads")
          .toCollection()
          .modify((thread) => {
            thread.revision = 0;
          });
        await transaction
          .table("messages")
          .toCollection()
          .modify((message) => {
            if (message.role !== "assistant") return;
            const { enableThinking } = message;
            message.fields = typeof enableThinking === "boolean" ? { enable_thinking: enableThinking } : {};
            delete message.enableThinking;
          });
        const waiting: UnindexedRecord[] = [];
        await transaction.table("messages").each((message) => void waiting.push(unindexedRecord(message)));
        await transaction.table("unindexed").bulkPut(waiting);
      });
    this.version(3).stores({ importRows: "++position, kind" });
    this.version(4).stores({ promptSets: "id, updatedAt", setCells: "[setId+columnId+row], setId" });
    this.version(5).stores({ votes: "roundId, at" });
    // A list reads the keys of groups alone; what is deleted or finished is in no index that lists it.
    this.version(6).stores({
      creations:
        "id, groupId, [kind+listedAt+groupId], [listedAt+groupId], [favourite+listedAt], unfinished, deletedAt",
      thumbnails: "mediaId",
    });
    this.version(7).stores({ recordings: "id, purpose", recordingParts: "[recordingId+index]" });
    // What is unfinished is followed in the order in which it was asked.
    this.version(8).stores({
      creations:
        "id, groupId, [kind+listedAt+groupId], [listedAt+groupId], [favourite+listedAt], unfinished, [unfinished+createdAt+place], deletedAt",
    });
    // A newer page wants to upgrade: give way at once, or it would wait for this one to be closed.
    this.on("versionchange", () => {
      this.close();
      announce("outdated");
    });
    this.on("blocked", () => announce("blocked"));
    this.on("ready", () => announce("open"));
  }
}

/**
 * `outdated`: a newer page has taken the history over, and this one can save nothing any more. `blocked`: an older
 * page in another tab does not let go of it, and this one waits.
 */
export type HistoryConnection = "open" | "outdated" | "blocked";

let connection: HistoryConnection = "open";
const listeners = new Set<() => void>();

function announce(next: HistoryConnection): void {
  connection = next;
  for (const listener of listeners) listener();
}

export const historyConnection = (): HistoryConnection => connection;

/** Tells when the connection to the history changes; gives back how to stop being told. */
export function onHistoryConnection(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What is noted, in the same transaction, of a message that is stored or taken away. */
export function unindexedRecord({ id, createdAt }: Pick<MessageRecord, "id" | "createdAt">): UnindexedRecord {
  return { messageId: id, createdAt, stamp: randomUuid() };
}

let database: HistoryDatabase | undefined;

/** Opened on first use; there is none on the server. */
export function history(): HistoryDatabase {
  database ??= new HistoryDatabase();
  return database;
}
