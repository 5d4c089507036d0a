// Its part without workers and WebAssembly of its own: it runs in our worker and uses the browser's deflate.
import { BlobReader, configure, type FileEntry, ZipReader } from "@zip.js/zip.js/lib/zip-core-native.js";
import { ArchiveFailure } from "./failure";
import { limits } from "./limits";

configure({ useWebWorkers: false });

type Bytes = Uint8Array<ArrayBuffer>;

/** A file inside a zip. */
export type ZipEntry = {
  name: string;
  bytes: number;
  /** Unpacks it while it is read; fails where it is not what the zip says. */
  stream: () => ReadableStream<Bytes>;
};

/** Whether a file begins as a zip does. */
export async function isZip(file: Blob): Promise<boolean> {
  const [first, second, third] = new Uint8Array(await file.slice(0, 4).arrayBuffer());
  return first === 0x50 && second === 0x4b && (third === 3 || third === 5);
}

/** The files of a zip by their names. Fails as ArchiveFailure; what it says of itself is checked before it is unpacked. */
export async function openZip(file: Blob, signal: AbortSignal): Promise<Map<string, ZipEntry>> {
  const reader = new ZipReader(new BlobReader(file), { checkCrc32: true, signal });
  const entries = new Map<string, ZipEntry>();
  const most = Math.max(limits.zipBytes, file.size * limits.zipRatio);
  let bytes = 0;
  try {
    for await (const entry of reader.getEntriesGenerator()) {
      bytes += entry.uncompressedSize;
      if (entries.size >= limits.entries || bytes > most) throw new ArchiveFailure("too-large");
      if (entry.directory) continue;
      if (entry.encrypted || entries.has(entry.filename)) throw new ArchiveFailure("damaged", entry.filename);
      const stream = () => unpack(entry, signal);
      entries.set(entry.filename, { name: entry.filename, bytes: entry.uncompressedSize, stream });
    }
  } catch (error) {
    throw asDamage(error);
  }
  return entries;
}

/** What zip.js rejects with is about the file, in English sentences that say no more; our own failures are not. */
function asDamage(error: unknown): ArchiveFailure {
  if (error instanceof ArchiveFailure) return error;
  return new ArchiveFailure("damaged");
}

/** The stream ends well only when all of it was there, with the right checksum. */
function unpack(entry: FileEntry, signal: AbortSignal): ReadableStream<Bytes> {
  let bytes = 0;
  let cancelled = false;
  let resume = () => {};
  return new ReadableStream<Bytes>({
    start(controller) {
      const sink = new WritableStream<Bytes>({
        async write(chunk) {
          bytes += chunk.byteLength;
          if (cancelled || bytes > entry.uncompressedSize)
            throw new ArchiveFailure("damaged", entry.filename);
          controller.enqueue(chunk);
          // As fast as it is read, and no faster.
          if ((controller.desiredSize ?? 0) <= 0)
            await new Promise<void>((resolve) => {
              resume = resolve;
            });
        },
      });
      void entry.getData(sink, { signal, checkCrc32: true }).then(
        () => cancelled || controller.close(),
        (error: unknown) => cancelled || controller.error(asDamage(error)),
      );
    },
    pull: () => resume(),
    cancel() {
      cancelled = true;
      resume();
    },
  });
}

/** A file of a zip as a whole; fails as ArchiveFailure above a size in bytes. */
export async function readEntry(entry: ZipEntry, most: number, type = ""): Promise<Blob> {
  if (entry.bytes > most) throw new ArchiveFailure("too-large", entry.name);
  const blob = await new Response(entry.stream()).blob();
  return new Blob([blob], { type });
}
