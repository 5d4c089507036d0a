import "server-only";
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { type Line, readLines } from "@/lib/batches/read-lines";

const chunkBytes = 256 * 1024;

/** The lines of a file on the disk, as `readLines` gives them; the file is closed when the last was read or its reader leaves. */
export const fileLines = (path: string, mostBytes?: number): AsyncGenerator<Line> =>
  readLines(
    Readable.toWeb(createReadStream(path, { highWaterMark: chunkBytes })) as ReadableStream<Uint8Array>,
    mostBytes,
  );
