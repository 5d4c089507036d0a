import { configure, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { extensionOf } from "@/lib/core/file-extension";
import type { CreationRecord } from "../creation-record";
import { creationIdsToExport, readCreations } from "../creations";
import { history } from "../database";
import { getMedia } from "../media";
import type { MessageRecord } from "../record";
import {
  type ArchivedMedia,
  archiveKind,
  archiveVersion,
  type Counts,
  countKinds,
  entryNames,
  type Manifest,
  mediaEntryName,
  noCounts,
} from "./archive-format";
import type { ChosenCreation } from "./archive-protocol";
import { ArchiveFailure } from "./failure";
import { readPromptSets, readSetCells, readVotes } from "./read-sets";
import { readThreadRecords, readThreads, threadIdsToExport } from "./read-threads";
import { dayOf, fileNameOf } from "./save-file";

configure({ useWebWorkers: false });

type Sink = WritableStream<Uint8Array<ArrayBuffer>>;
type Progress = { onProgress: (done: number, total: number) => void; signal: AbortSignal };

/** What an archive holds, and how many files are named in it that this browser no longer has. */
export type WrittenArchive = { counts: Counts; missingMedia: number };

/** What is written: chosen conversations, chosen pictures and clips, or without either all there is. */
export type ArchiveContent = {
  threadIds?: readonly string[] | undefined;
  creations?: readonly ChosenCreation[] | undefined;
};

/**
 * Writes conversations with all their branches and files as a zip, a piece at a time, and pictures and clips with what
 * was asked; all there is with prompt sets and votes. Fails with what was written so far worthless: the caller throws
 * it away.
 */
export async function writeArchive(
  sink: Sink,
  chosen: ArchiveContent,
  { onProgress, signal }: Progress,
): Promise<WrittenArchive> {
  const everything = !chosen.threadIds && !chosen.creations;
  const threadIds = everything ? await threadIdsToExport() : (chosen.threadIds ?? []);
  const creations = everything
    ? readCreations(await creationIdsToExport())
    : chosenOnes(chosen.creations ?? []);
  const zip = new ZipWriter(sink, { signal, keepOrder: true });
  const counts = noCounts();
  /** Where each file lies in the zip. */
  const files = new Map<string, string>();
  await zip.add(
    entryNames.threads,
    linesOf(async function* () {
      for await (const thread of readThreadRecords(threadIds)) {
        counts.threads += 1;
        yield thread;
      }
    }),
  );
  await zip.add(
    entryNames.messages,
    linesOf(async function* () {
      let done = 0;
      for await (const { records } of readThreads(threadIds)) {
        for (const record of records) {
          for (const id of mediaIdsOf(record)) files.set(id, mediaEntryName(id));
          counts.messages += 1;
          yield record;
        }
        done += 1;
        onProgress(done, threadIds.length);
      }
    }),
  );
  await writeCreations(zip, creations, counts, files);
  const written = await writeMedia(zip, files, onProgress);
  counts.media = written.length;
  await zip.add(
    entryNames.media,
    linesOf(() => written),
  );
  if (everything) await writeSetsAndVotes(zip, counts, onProgress);
  if (countKinds.every((kind) => counts[kind] === 0)) throw new ArchiveFailure("nothing");
  const manifest: Manifest = {
    kind: archiveKind,
    version: archiveVersion,
    exportedAt: new Date().toISOString(),
    counts,
  };
  await zip.add(entryNames.manifest, new Blob([JSON.stringify(manifest)]).stream());
  await zip.close();
  return { counts, missingMedia: files.size - written.length };
}

function mediaIdsOf(record: MessageRecord): string[] {
  const attachments = record.role === "user" ? (record.attachments ?? []) : [];
  return attachments.flatMap((attachment) =>
    attachment.kind !== "text" && attachment.source.kind === "media" ? [attachment.source.mediaId] : [],
  );
}

async function writeSetsAndVotes(
  zip: ZipWriter<unknown>,
  counts: Counts,
  onProgress: Progress["onProgress"],
): Promise<void> {
  const setIds: string[] = [];
  await zip.add(
    entryNames.promptSets,
    linesOf(async function* () {
      for await (const set of readPromptSets()) {
        setIds.push(set.id);
        counts.promptSets += 1;
        yield set;
      }
    }),
  );
  await zip.add(
    entryNames.setCells,
    linesOf(async function* () {
      for (const [at, setId] of setIds.entries()) {
        for await (const cell of readSetCells(setId)) {
          counts.setCells += 1;
          yield cell;
        }
        onProgress(at + 1, setIds.length);
      }
    }),
  );
  await zip.add(
    entryNames.votes,
    linesOf(async function* () {
      for await (const vote of readVotes()) {
        counts.votes += 1;
        yield vote;
      }
    }),
  );
}

/** Pictures and films are packed already: they are stored as they are. */
async function writeMedia(
  zip: ZipWriter<unknown>,
  files: ReadonlyMap<string, string>,
  onProgress: Progress["onProgress"],
): Promise<ArchivedMedia[]> {
  const written: ArchivedMedia[] = [];
  let done = 0;
  for (const [id, file] of files) {
    const record = await history().media.get(id);
    const blob = record && (await getMedia(id));
    if (record && blob) {
      await zip.add(file, blob.stream(), { level: 0 });
      written.push({ ...record, file });
    }
    done += 1;
    onProgress(done, files.size);
  }
  return written;
}

async function* chosenOnes(chosen: readonly ChosenCreation[]): AsyncGenerator<CreationRecord> {
  const itemsOf = new Map(chosen.map(({ id, items }) => [id, items]));
  for await (const record of readCreations([...itemsOf.keys()])) {
    const wanted = itemsOf.get(record.id) ?? [];
    yield { ...record, items: record.items.filter(({ index }) => wanted.includes(index)) };
  }
}

/** Requests as one JSON document; their files are named for people, by day and prompt. */
async function writeCreations(
  zip: ZipWriter<unknown>,
  creations: AsyncIterable<CreationRecord>,
  counts: Counts,
  files: Map<string, string>,
): Promise<void> {
  const names = new FileNames();
  await zip.add(
    entryNames.creations,
    documentOf(async function* () {
      for await (const { listedAt: _, unfinished: __, favourite: ___, ...record } of creations) {
        for (const { mediaId } of record.inputs)
          files.set(mediaId, files.get(mediaId) ?? mediaEntryName(mediaId));
        const items = record.items.map((item) => {
          const file = files.get(item.mediaId) ?? names.next(record, item.type);
          files.set(item.mediaId, file);
          return { ...item, file };
        });
        counts.creations += 1;
        yield { ...record, items };
      }
    }),
  );
}

const folders = {
  image: "pictures",
  video: "clips",
  speech: "speech",
  transcription: "transcripts",
  audition: "voices",
  embedding: "vectors",
  "embedding-query": "vectors",
  ranking: "rankings",
  "ranking-vectors": "vectors",
  batch: "batches",
} as const;

/** Names that are given once each. */
class FileNames {
  private readonly given = new Map<string, number>();

  next({ kind, prompt, createdAt }: CreationRecord, type: string): string {
    const folder = folders[kind];
    const title = `${dayOf(new Date(createdAt))} ${prompt}`;
    const nameOf = (number?: number) => `${folder}/${fileNameOf(title, extensionOf(type), number)}`;
    const first = nameOf();
    let times = this.given.get(first) ?? 0;
    let name = first;
    while (this.given.has(name)) {
      times += 1;
      name = nameOf(times + 1);
    }
    this.given.set(name, 0);
    if (times > 0) this.given.set(first, times);
    return name;
  }
}

type Values = () => Iterable<unknown> | AsyncGenerator<unknown>;

/** Values as JSON Lines, made while they are read. */
const linesOf = (values: Values) =>
  encoded(async function* () {
    for await (const value of values()) yield `${JSON.stringify(value)}\n`;
  });

/** Values as one JSON array that a person can read, made while they are read. Without a value it is empty. */
const documentOf = (values: Values) =>
  encoded(async function* () {
    let some = false;
    for await (const value of values()) {
      yield `${some ? ",\n" : "[\n"}${JSON.stringify(value, null, 2)}`;
      some = true;
    }
    if (some) yield "\n]\n";
  });

function encoded(texts: () => AsyncGenerator<string>): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const pieces = texts();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await pieces.return(undefined);
    },
  });
}
