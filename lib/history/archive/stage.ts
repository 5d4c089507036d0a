import type { VoteRecord } from "@/lib/rounds/vote-record";
import { indexed, isShown } from "../creation-index";
import type { CreationRecord } from "../creation-record";
import { history, type MediaRecord, unindexedRecord } from "../database";
import type { MessageRecord, ThreadRecord } from "../record";
import type { PromptSetRecord, SetCell } from "../set-record";
import { newestLeaf } from "../tree";
import { type Counts, countKinds, noCounts } from "./archive-format";
import { ArchiveFailure } from "./failure";
import { type SharedQuestions, sharedQuestions } from "./shared-questions";

/** What waits to be taken over; a file's bytes already lie in `mediaParts`, where nobody looks without a record. */
export type ImportRow = { position?: number } & (
  | { kind: "thread"; record: ThreadRecord }
  | { kind: "message"; record: MessageRecord }
  | { kind: "media"; record: MediaRecord }
  | { kind: "set"; record: PromptSetRecord }
  | { kind: "cell"; record: SetCell }
  | { kind: "vote"; record: VoteRecord }
  | { kind: "creation"; record: CreationRecord }
);
type Records<Kind extends ImportRow["kind"]> = Extract<ImportRow, { kind: Kind }>["record"][];
const recordsOf = <Kind extends ImportRow["kind"]>(rows: readonly ImportRow[], kind: Kind) =>
  rows.flatMap((row) => (row.kind === kind ? row.record : [])) as Records<Kind>;

const rowsPerWrite = 500;
const partBytes = 1024 * 1024;

/** What a commit did: counted in the database. */
export type CommitReport = {
  added: Counts;
  present: Counts;
  /** Answers of prompt sets that ask something else by now. */
  answersLeft: number;
};

/** Everything of an import that did not come to its end, of this page or of one that crashed. */
export async function discardStaged(): Promise<void> {
  const { importRows, media, mediaParts } = history();
  const staged = await importRows.where("kind").equals("media").toArray();
  const ids = staged.flatMap((row) => (row.kind === "media" ? row.record.id : []));
  await history().transaction("rw", importRows, media, mediaParts, async () => {
    const known = await media.bulkGet(ids);
    for (const id of ids.filter((_, at) => !known[at])) await partsOf(id).delete();
    await importRows.clear();
  });
}

const partsOf = (id: string) =>
  history().mediaParts.where("[mediaId+index]").between([id, 0], [id, Number.POSITIVE_INFINITY]);

/** Takes an import in, unseen, until `commit` makes all of it part of the history in one step. */
export class Stage {
  private waiting: ImportRow[] = [];
  private readonly mediaIds = new Set<string>();

  async add(row: ImportRow): Promise<void> {
    this.waiting.push(row);
    if (this.waiting.length >= rowsPerWrite) await this.flush();
  }

  hasMedia = (id: string) => this.mediaIds.has(id);

  /** Keeps a file's bytes; those of one that is there already stay as they are. */
  async addMedia(record: MediaRecord, blob: Blob): Promise<void> {
    if (this.mediaIds.has(record.id)) return;
    this.mediaIds.add(record.id);
    await this.add({ kind: "media", record });
    if (await history().media.get(record.id)) return;
    // The row first: it is how a later page finds bytes that were left behind.
    await this.flush();
    for (let index = 0; index * partBytes < blob.size; index += 1) {
      const bytes = await blob.slice(index * partBytes, (index + 1) * partBytes).arrayBuffer();
      await history().mediaParts.put({ mediaId: record.id, index, bytes });
    }
  }

  /** All of it, or nothing. Fails as ArchiveFailure when a message or answer belongs to nothing. */
  async commit(): Promise<CommitReport> {
    await this.flush();
    const { importRows, threads, messages, media, unindexed, promptSets, setCells, votes, creations } =
      history();
    const tables = [importRows, threads, messages, media, unindexed, promptSets, setCells, votes, creations];
    return history().transaction("rw", tables, async () => {
      const before = await countShown();
      const commit = new Commit();
      let last = 0;
      for (;;) {
        const rows = await importRows.where("position").above(last).limit(rowsPerWrite).toArray();
        await commit.take(rows);
        last = rows.at(-1)?.position ?? last;
        if (rows.length < rowsPerWrite) break;
      }
      await commit.finish();
      await importRows.clear();
      const after = await countShown();
      const added = noCounts();
      for (const kind of countKinds) added[kind] = after[kind] - before[kind];
      return { added, present: commit.present, answersLeft: commit.answersLeft };
    });
  }

  private async flush(): Promise<void> {
    const rows = this.waiting;
    this.waiting = [];
    await history().importRows.bulkAdd(rows);
  }
}

async function countShown(): Promise<Counts> {
  const { threads, messages, media, promptSets, setCells, votes, creations } = history();
  const deleted = await threads.where("deletedAt").above(0).primaryKeys();
  const withThem = await messages.where("threadId").anyOf(deleted).count();
  return {
    threads: (await threads.count()) - deleted.length,
    messages: (await messages.count()) - withThem,
    media: await media.count(),
    promptSets: await promptSets.count(),
    setCells: await setCells.count(),
    votes: await votes.count(),
    creations: await creations.where("[listedAt+groupId]").above([0]).count(),
  };
}

const restored = ({ deletedAt: _, ...record }: CreationRecord): CreationRecord => ({
  ...record,
  items: record.items.map(({ deletedAt: _, ...item }) => item),
});

/** Adds what the history lacks. What it has is newer, or a person's choice, and stays. */
class Commit {
  readonly present = noCounts();
  answersLeft = 0;
  private readonly staged = new Set<string>();
  /** Conversations that were there before and get messages: open pages notice by their revision. */
  private readonly grown = new Set<string>();
  private readonly fresh = new Set<string>();
  /** Conversations that were deleted: what they have counts as added. */
  private readonly returned = new Set<string>();
  /** What prompt sets ask here as they do in the file. */
  private readonly questions = new Map<string, SharedQuestions>();

  async take(rows: readonly ImportRow[]): Promise<void> {
    await this.takeThreads(recordsOf(rows, "thread"));
    await this.takeMedia(recordsOf(rows, "media"));
    await this.takeMessages(recordsOf(rows, "message"));
    await this.takeSets(recordsOf(rows, "set"));
    await this.takeCells(recordsOf(rows, "cell"));
    await this.takeVotes(recordsOf(rows, "vote"));
    await this.takeCreations(recordsOf(rows, "creation"));
  }

  private async takeThreads(records: Records<"thread">): Promise<void> {
    const { threads } = history();
    const known = await threads.bulkGet(records.map(({ id }) => id));
    for (const [at, record] of records.entries()) {
      const there = known[at];
      if (this.staged.has(record.id) || (there && there.deletedAt === undefined)) this.present.threads += 1;
      // Deleted a moment ago and asked for again: it comes back as it was.
      else if (there) {
        await threads.update(record.id, { deletedAt: undefined });
        this.returned.add(record.id);
      } else {
        await threads.put(record);
        this.fresh.add(record.id);
      }
      this.staged.add(record.id);
    }
  }

  private async takeMedia(records: Records<"media">): Promise<void> {
    const { media } = history();
    const known = await media.bulkGet(records.map(({ id }) => id));
    const missing = records.filter((_, at) => !known[at]);
    this.present.media += records.length - missing.length;
    await media.bulkPut(missing);
  }

  private async takeMessages(records: Records<"message">): Promise<void> {
    const { messages, unindexed } = history();
    const stray = records.find(({ threadId }) => !this.staged.has(threadId));
    if (stray) throw new ArchiveFailure("damaged");
    const byId = new Map(records.map((record) => [record.id, record]));
    const unique = [...byId.values()];
    const known = await messages.bulkGet(unique.map(({ id }) => id));
    const missing = unique.filter((_, at) => !known[at]);
    const returned = unique.filter(({ threadId }, at) => known[at] && this.returned.has(threadId));
    this.present.messages += records.length - missing.length - returned.length;
    await messages.bulkAdd(missing);
    await unindexed.bulkPut(missing.map(unindexedRecord));
    for (const { threadId } of missing) if (!this.fresh.has(threadId)) this.grown.add(threadId);
  }

  private async takeSets(records: Records<"set">): Promise<void> {
    const { promptSets } = history();
    for (const record of records) {
      const there = await promptSets.get(record.id);
      if (there) this.present.promptSets += 1;
      else await promptSets.put(record);
      this.questions.set(record.id, sharedQuestions(there ?? record, record));
    }
  }

  private async takeCells(records: Records<"cell">): Promise<void> {
    const { setCells } = history();
    const fitting = records.filter((cell) => {
      const shared = this.questions.get(cell.setId);
      if (!shared) throw new ArchiveFailure("damaged");
      return shared.columns.has(cell.columnId) && shared.rows.has(cell.row);
    });
    this.answersLeft += records.length - fitting.length;
    for (const cell of fitting) {
      const { setId, columnId, row } = cell;
      if (await setCells.get([setId, columnId, row])) this.present.setCells += 1;
      else await setCells.add(cell);
    }
  }

  private async takeVotes(records: Records<"vote">): Promise<void> {
    const { votes } = history();
    for (const vote of records)
      if (await votes.get(vote.roundId)) this.present.votes += 1;
      else await votes.add(vote);
  }

  private async takeCreations(records: Records<"creation">): Promise<void> {
    const { creations } = history();
    for (const record of records) {
      const there = await creations.get(record.id);
      if (there && isShown(there)) this.present.creations += 1;
      // Deleted a moment ago and asked for again: it comes back as it was.
      else if (there) await creations.put(indexed(restored(there)));
      else await creations.put(record);
    }
  }

  async finish(): Promise<void> {
    const { threads, messages } = history();
    for (const id of this.grown) {
      const records = await messages.where("threadId").equals(id).toArray();
      await threads
        .where("id")
        .equals(id)
        .modify((thread) => {
          thread.revision += 1;
          // What goes on from the last message that is shown would be on no branch that can be chosen.
          thread.leafId = newestLeaf(records, thread.leafId);
          for (const column of thread.columns ?? []) {
            column.revision += 1;
            column.leafId = newestLeaf(records, column.leafId);
          }
        });
    }
  }
}
