import { mediaIdOf } from "@/lib/core/sha256";
import {
  archiveVersion,
  type Counts,
  countKinds,
  entryNames,
  manifestHeadSchema,
  manifestSchema,
  noCounts,
  readCreation,
  readMedia,
  readMessage,
  readPromptSet,
  readSetCell,
  readThread,
  readVote,
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
    const { record, file } = readMedia(value);
    const entry = need(entries, file);
    const blob = await readEntry(entry, limits.mediaBytes, record.type);
    if (blob.size !== record.bytes || digestOf(await mediaIdOf(blob)) !== digestOf(record.id))
      throw new ArchiveFailure("damaged", entry.name);
    await stage.addMedia(record, blob);
    found.media += 1;
    onEntry(entry.bytes);
  }
  await stageOthers(entries, stage, found, onEntry);
  if (countKinds.some((kind) => found[kind] !== promised[kind]))
    throw new ArchiveFailure("damaged", entryNames.manifest);
}

/** Both sides name a file by its content, each with a word of its own before it. */
const digestOf = (mediaId: string) => mediaId.slice(mediaId.indexOf("_"));

/** What not every archive has. */
async function stageOthers(
  entries: Entries,
  stage: Stage,
  found: Counts,
  onEntry: (bytes: number) => void,
): Promise<void> {
  const rows = {
    promptSets: (value: unknown) => ({ kind: "set", record: readPromptSet(value) }) as const,
    setCells: (value: unknown) => ({ kind: "cell", record: readSetCell(value) }) as const,
    votes: (value: unknown) => ({ kind: "vote", record: readVote(value) }) as const,
    creations: (value: unknown) => ({ kind: "creation", record: readCreation(value) }) as const,
  };
  for (const kind of ["promptSets", "setCells", "votes", "creations"] as const) {
    const entry = entries.get(entryNames[kind]);
    if (!entry) continue;
    for await (const value of lines(entries, entry.name)) {
      await stage.add(rows[kind](value));
      found[kind] += 1;
    }
    onEntry(entry.bytes);
  }
}

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
