import { mediaIdOf } from "@/lib/core/sha256";
import { keepTextSet } from "@/lib/creations/text-set";
import type { CreationItem, CreationRecord } from "@/lib/history/creation-record";
import { withRoom } from "@/lib/history/make-room";
import { putMedia } from "@/lib/history/media";
import { rowsPerFile } from "@/lib/vectors/join-vectors";
import type { ReadVectors, VectorsReading } from "./read-vectors";
import { importedRecord } from "./wishes";

/** A file is read into memory as a whole. */
export const mostImportBytes = 500_000_000;

/** Reads vectors in a worker of its own, so that a large file does not stop the page. */
export function readVectorsApart(file: Blob): Promise<VectorsReading> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL("./import-worker.ts", import.meta.url), { type: "module" });
    const end = (reading: VectorsReading) => {
      worker.terminate();
      resolve(reading);
    };
    worker.addEventListener("message", ({ data }: MessageEvent<VectorsReading>) => end(data));
    worker.addEventListener("error", () => end({ ok: false, fault: "unread" }));
    if (file.size > mostImportBytes) end({ ok: false, fault: "too-large" });
    else worker.postMessage(file);
  });
}

/** The rows of a file as the server would have saved them: little-endian floats. */
function fileOf({ values, width }: ReadVectors, index: number): Blob {
  const rows = values.subarray(index * rowsPerFile * width, (index + 1) * rowsPerFile * width);
  const view = new DataView(new ArrayBuffer(rows.length * 4));
  for (const [at, value] of rows.entries()) view.setFloat32(at * 4, value, true);
  return new Blob([view], { type: "application/octet-stream" });
}

async function keepFile(read: ReadVectors, index: number): Promise<CreationItem> {
  const file = fileOf(read, index);
  const mediaId = await mediaIdOf(file);
  await withRoom(() => putMedia(file, mediaId));
  return { index, mediaId, type: file.type, bytes: file.size, kept: true };
}

/**
 * Keeps vectors that a person brought as if a model of that name had made them. Rejects when the browser's storage has no
 * room for them.
 */
export async function recordsOfVectors(read: ReadVectors, name: string): Promise<CreationRecord[]> {
  const input = await keepTextSet({ texts: read.texts, lines: read.lines }, name);
  const items: CreationItem[] = [];
  for (let index = 0; index * rowsPerFile < read.texts.length; index += 1)
    items.push(await keepFile(read, index));
  const failed = read.problems.map(({ line }) => read.lines.indexOf(line));
  return importedRecord(name, input, items, failed);
}
