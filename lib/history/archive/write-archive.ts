import { configure, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { history, type MediaRecord } from "../database";
import { getMedia } from "../media";
import type { MessageRecord } from "../record";
import {
  archiveKind,
  archiveVersion,
  type Counts,
  countKinds,
  entryNames,
  type Manifest,
  mediaEntryName,
  noCounts,
} from "./archive-format";
import { ArchiveFailure } from "./failure";
import { readPromptSets, readSetCells, readVotes } from "./read-sets";
import { readThreadRecords, readThreads, threadIdsToExport } from "./read-threads";

configure({ useWebWorkers: false });

type Sink = WritableStream<Uint8Array<ArrayBuffer>>;
type Progress = { onProgress: (done: number, total: number) => void; signal: AbortSignal };

/** What an archive holds, and how many files the conversations name that this browser no longer has. */
export type WrittenArchive = { counts: Counts; missingMedia: number };

/**
 * Writes conversations with all their branches and files as a zip, a piece at a time; without ids all there are, and
 * prompt sets and votes with them. Fails with what was written so far worthless: the caller throws it away.
 */
export async function writeArchive(
  sink: Sink,
  chosen: readonly string[] | undefined,
  { onProgress, signal }: Progress,
): Promise<WrittenArchive> {
  const threadIds = chosen ?? (await threadIdsToExport());
  const zip = new ZipWriter(sink, { signal, keepOrder: true });
  const counts = noCounts();
  const mediaIds = new Set<string>();
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
          for (const id of mediaIdsOf(record)) mediaIds.add(id);
          counts.messages += 1;
          yield record;
        }
        done += 1;
        onProgress(done, threadIds.length);
      }
    }),
  );
  const written = await writeMedia(zip, [...mediaIds], onProgress);
  counts.media = written.length;
  await zip.add(
    entryNames.media,
    linesOf(() => written),
  );
  if (!chosen) await writeSetsAndVotes(zip, counts, onProgress);
  if (countKinds.every((kind) => counts[kind] === 0)) throw new ArchiveFailure("nothing");
  const manifest: Manifest = {
    kind: archiveKind,
    version: archiveVersion,
    exportedAt: new Date().toISOString(),
    counts,
  };
  await zip.add(entryNames.manifest, new Blob([JSON.stringify(manifest)]).stream());
  await zip.close();
  return { counts, missingMedia: mediaIds.size - written.length };
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
  ids: readonly string[],
  onProgress: Progress["onProgress"],
): Promise<MediaRecord[]> {
  const written: MediaRecord[] = [];
  for (const [at, id] of ids.entries()) {
    const record = await history().media.get(id);
    const blob = record && (await getMedia(id));
    if (record && blob) {
      await zip.add(mediaEntryName(id), blob.stream(), { level: 0 });
      written.push(record);
    }
    onProgress(at + 1, ids.length);
  }
  return written;
}

/** Values as JSON Lines, made while they are read. */
function linesOf(
  values: () => Iterable<unknown> | AsyncGenerator<unknown>,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const encoder = new TextEncoder();
  const lines = (async function* () {
    for await (const value of values()) yield encoder.encode(`${JSON.stringify(value)}\n`);
  })();
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await lines.return(undefined);
    },
  });
}
