import { BlobWriter, TextReader, ZipWriter } from "@zip.js/zip.js/lib/zip-core-native.js";
import { history } from "../database";
import { importHistory } from "./import-history";
import type { ImportReport } from "./import-report";
import { type ArchiveContent, writeArchive } from "./write-archive";

/* What the tests of import and export share. */

const quiet = () => ({ onProgress: () => {}, signal: new AbortController().signal });

export async function emptyHistory(): Promise<void> {
  await Promise.all(history().tables.map((table) => table.clear()));
}

/** Everything that is stored and does not depend on when it was stored. */
export async function storedContent() {
  const { threads, messages, media, mediaParts, importRows, promptSets, setCells, votes, creations } =
    history();
  const parts = await mediaParts.toArray();
  return {
    threads: await threads.toArray(),
    messages: await messages.toArray(),
    media: await media.toArray(),
    parts: parts.map(({ mediaId, index, bytes }) => ({ mediaId, index, bytes: [...new Uint8Array(bytes)] })),
    promptSets: await promptSets.toArray(),
    setCells: await setCells.toArray(),
    votes: await votes.toArray(),
    creations: await creations.toArray(),
    staged: await importRows.count(),
  };
}

export const archiveOfAll = () => archiveOf({});

export async function archiveOf(content: ArchiveContent): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  const sink = new WritableStream<Uint8Array<ArrayBuffer>>({ write: (chunk) => void chunks.push(chunk) });
  await writeArchive(sink, content, quiet());
  return new Blob(chunks);
}

export const importFile = (content: Blob | string) =>
  importHistory(typeof content === "string" ? new Blob([content]) : content, quiet());

export async function imported(content: Blob | string): Promise<ImportReport> {
  const result = await importFile(content);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

export async function zipOf(files: Record<string, string>): Promise<Blob> {
  const zip = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
  for (const [name, content] of Object.entries(files)) await zip.add(name, new TextReader(content));
  return zip.close();
}
