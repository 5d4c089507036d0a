import { mediaIdOf } from "@/lib/core/sha256";
import {
  archiveVersion,
  type Counts,
  countsSchema,
  entryNames,
  manifestHeadSchema,
  manifestSchema,
  mediaEntryName,
  noCounts,
  readMedia,
  readMessage,
  readThread,
} from "./archive-format";
import { ArchiveFailure } from "./failure";
import { jsonValues } from "./json-values";
import { limits } from "./limits";
import type { Stage } from "./stage";
import { readEntry, type ZipEntry } from "./zip";

type Entries = ReadonlyMap<string, ZipEntry>;

/** Takes in an archive of our own; `onEntry` hears the size of each file that was read. Fails as ArchiveFailure. */
export async function stageArchive(
  entries: Entries,
  stage: Stage,
  onEntry: (bytes: number) => void,
): Promise<void> {
  const promised = await readManifest(need(entries, entryNames.manifest));
  const found = noCounts();
  for await (const value of lines(entries, entryNames.threads)) {
    await stage.add({ kind: "thread", record: readThread(value) });
    found.threads += 1;
  }
  onEntry(need(entries, entryNames.threads).bytes);
  for await (const value of lines(entries, entryNames.messages)) {
    await stage.add({ kind: "message", record: readMessage(value) });
    found.messages += 1;
  }
  onEntry(need(entries, entryNames.messages).bytes);
  for await (const value of lines(entries, entryNames.media)) {
    const record = readMedia(value);
    const entry = need(entries, mediaEntryName(record.id));
    const blob = await readEntry(entry, limits.mediaBytes, record.type);
    if (blob.size !== record.bytes || (await mediaIdOf(blob)) !== record.id)
      throw new ArchiveFailure("damaged", entry.name);
    await stage.addMedia(record, blob);
    found.media += 1;
    onEntry(entry.bytes);
  }
  if (!sameCounts(found, promised)) throw new ArchiveFailure("damaged", entryNames.manifest);
}

const sameCounts = (a: Counts, b: Counts) =>
  (Object.keys(countsSchema.shape) as (keyof Counts)[]).every((key) => a[key] === b[key]);

function need(entries: Entries, name: string): ZipEntry {
  const entry = entries.get(name);
  if (!entry) throw new ArchiveFailure("damaged", name);
  return entry;
}

/** An entry without a line has no value: nothing was exported of that kind. */
async function* lines(entries: Entries, name: string): AsyncGenerator<unknown> {
  const entry = need(entries, name);
  if (entry.bytes > 0) yield* jsonValues(entry.stream(), limits.valueCharacters);
}

async function readManifest(entry: ZipEntry): Promise<Counts> {
  const text = await (await readEntry(entry, limits.valueCharacters)).text();
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new ArchiveFailure("unknown-format");
  }
  const head = manifestHeadSchema.safeParse(value).data;
  if (!head) throw new ArchiveFailure("unknown-format");
  if (head.version > archiveVersion) throw new ArchiveFailure("newer-version", String(head.version));
  const manifest = manifestSchema.safeParse(value).data;
  if (!manifest) throw new ArchiveFailure("damaged", entryNames.manifest);
  return manifest.counts;
}
