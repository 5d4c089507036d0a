import { err, ok, type Result } from "@/lib/core/result";
import { entryNames } from "./archive-format";
import { type ArchiveError, ArchiveFailure, archiveErrorOf } from "./failure";
import type { FindFile } from "./foreign/to-records";
import { stageArchive } from "./import-archive";
import { stageForeign } from "./import-foreign";
import { type ImportReport, nothingSkipped } from "./import-report";
import { limits } from "./limits";
import { discardStaged, Stage } from "./stage";
import { isZip, openZip, readEntry, type ZipEntry } from "./zip";

type Progress = {
  /** Bytes read so far, and of all. */
  onProgress: (done: number, total: number) => void;
  signal: AbortSignal;
};

/**
 * Takes a file's conversations into the history: our own archive, or what ChatGPT, Open WebUI, LibreChat and
 * trainers of models write. Nothing is overwritten. After any error, and after a stop, nothing has changed.
 */
export async function importHistory(
  file: Blob,
  progress: Progress,
): Promise<Result<ImportReport, ArchiveError>> {
  try {
    await discardStaged();
    const stage = new Stage();
    const skipped = nothingSkipped();
    if (await isZip(file)) await stageZip(file, stage, skipped, progress);
    else await stageForeign(counted(file, progress), stage, async () => undefined, skipped);
    progress.signal.throwIfAborted();
    const { answersLeft, ...counts } = await stage.commit();
    return ok({ ...counts, skipped: { ...skipped, answer: answersLeft } });
  } catch (error) {
    // Where this fails too, the next import or visit cleans up; nobody sees what is staged.
    await discardStaged().catch(() => {});
    return err(archiveErrorOf(error, progress.signal));
  }
}

async function stageZip(
  file: Blob,
  stage: Stage,
  skipped: ImportReport["skipped"],
  { onProgress, signal }: Progress,
): Promise<void> {
  const entries = await openZip(file, signal);
  const own = entries.has(entryNames.manifest);
  const read = own ? [...entries.values()] : conversationsOf(entries);
  const total = read.reduce((sum, { bytes }) => sum + bytes, 0);
  let done = 0;
  const onEntry = (bytes: number) => {
    done += bytes;
    onProgress(done, total);
  };
  if (own) return stageArchive(entries, stage, onEntry);
  if (read.length === 0) throw new ArchiveFailure("unknown-format");
  for (const entry of read) {
    await stageForeign(entry.stream(), stage, finderIn(entries), skipped);
    onEntry(entry.bytes);
  }
}

/** ChatGPT's zip has other JSON files too; in any other zip each one has to be conversations. */
function conversationsOf(entries: ReadonlyMap<string, ZipEntry>): ZipEntry[] {
  const all = [...entries.values()].filter(({ name }) => /\.jsonl?$/i.test(name));
  const named = all.filter(({ name }) => /(?:^|\/)conversations(?:-\d+)?\.json$/.test(name));
  return named.length > 0 ? named : all;
}

/** Files lie beside ChatGPT's conversations under their id, a dash and their name. */
function finderIn(entries: ReadonlyMap<string, ZipEntry>): FindFile {
  const byBaseName = [...entries.values()].map((entry) => ({
    entry,
    name: entry.name.split("/").at(-1) ?? "",
  }));
  return async (id) => {
    const found = id === "" ? undefined : byBaseName.find(({ name }) => name.startsWith(id));
    return found && { name: found.name, blob: await readEntry(found.entry, limits.mediaBytes) };
  };
}

/** A file's bytes, counted and stoppable. */
function counted(file: Blob, { onProgress, signal }: Progress): ReadableStream<Uint8Array<ArrayBuffer>> {
  let done = 0;
  const counter = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
    transform(chunk, controller) {
      done += chunk.byteLength;
      onProgress(done, file.size);
      controller.enqueue(chunk);
    },
  });
  return file.stream().pipeThrough(counter, { signal });
}
