import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { fileTypeFromFile } from "file-type";
import { AppFailure, appError } from "@/lib/core/app-error";

const idPattern = /^blob_[0-9a-f]{64}$/;
const unfinishedEnding = ".part";
const keptForMs = 7 * 24 * 60 * 60 * 1000;

/** An upload as its owner knows it. */
export type Blob = {
  /** `blob_` and the SHA-256 of the bytes in hex: the same bytes always have the same id. */
  id: string;
  bytes: number;
  /** The media type that the bytes themselves show; `application/octet-stream` when they show none. */
  type: string;
};

export type StoredBlob = Blob & { path: string };

type FileEntry = { path: string; bytes: number; usedAt: number };

/**
 * Uploads as files that are named after their content. Nothing else is kept of them: the type is read from the
 * bytes, and a file's time is when it was last used.
 */
export class BlobStore {
  private readonly directory: string;
  private readonly maxTotalBytes: number;
  private readonly openedAt = Date.now();

  constructor(directory: string, maxTotalBytes: number) {
    this.directory = directory;
    this.maxTotalBytes = maxTotalBytes;
  }

  /**
   * Stores bytes as they arrive. Whatever breaks off is not kept; the oldest uploads make room for the newest.
   * Throws an AppFailure: that of `content`, `bad-request` without a byte, `storage-unavailable`.
   */
  async put(content: AsyncIterable<Uint8Array>): Promise<Blob> {
    const unfinished = path.join(this.directory, `${randomUUID()}${unfinishedEnding}`);
    try {
      await mkdir(this.directory, { recursive: true });
      const { digest, bytes } = await write(content, unfinished);
      if (bytes === 0) throw new AppFailure(appError("bad-request", { detail: "The file is empty." }));
      const id = `blob_${digest}`;
      await rename(unfinished, this.pathOf(id));
      await this.makeRoom(id);
      return { id, bytes, type: await typeOf(this.pathOf(id)) };
    } catch (thrown) {
      await rm(unfinished, { force: true }).catch(() => {});
      if (thrown instanceof AppFailure) throw thrown;
      throw new AppFailure(appError("storage-unavailable"), { cause: thrown });
    }
  }

  /** An upload by its id, which counts as using it. Nothing for a name that is no id, or when it is gone. */
  async find(id: string): Promise<StoredBlob | undefined> {
    if (!idPattern.test(id)) return undefined;
    const file = this.pathOf(id);
    try {
      const { size } = await stat(file);
      const now = new Date();
      await utimes(file, now, now);
      return { id, bytes: size, type: await typeOf(file), path: file };
    } catch (thrown) {
      if (isMissing(thrown)) return undefined;
      throw new AppFailure(appError("storage-unavailable"), { cause: thrown });
    }
  }

  /** Removes what nobody used for seven days and what an earlier process left unfinished. Once, at start. */
  async removeUnused(): Promise<void> {
    const limit = Date.now() - keptForMs;
    const unused = (await this.files(unfinishedEnding)).filter((file) => file.usedAt < this.openedAt);
    unused.push(...(await this.files()).filter((file) => file.usedAt < limit));
    for (const file of unused) await rm(file.path, { force: true });
  }

  private pathOf(id: string): string {
    return path.join(this.directory, id);
  }

  private async makeRoom(newest: string): Promise<void> {
    const files = (await this.files()).sort((a, b) => a.usedAt - b.usedAt);
    let total = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files) {
      if (total <= this.maxTotalBytes) return;
      if (file.path === this.pathOf(newest)) continue;
      await rm(file.path, { force: true });
      total -= file.bytes;
    }
  }

  /** Every upload, or with `unfinishedEnding` every one that is not whole. */
  private async files(ending = ""): Promise<FileEntry[]> {
    const names = await readdir(this.directory).catch(() => []);
    const wanted = names.filter((name) => (ending ? name.endsWith(ending) : idPattern.test(name)));
    const entries = await Promise.all(wanted.map((name) => entryOf(path.join(this.directory, name))));
    return entries.filter((entry) => entry !== undefined);
  }
}

/** Writes and digests in one pass, waiting for the disk: memory does not grow with the size. */
async function write(content: AsyncIterable<Uint8Array>, file: string) {
  const hash = createHash("sha256");
  let bytes = 0;
  await pipeline(
    content,
    async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        hash.update(chunk);
        bytes += chunk.byteLength;
        yield chunk;
      }
    },
    createWriteStream(file, { flags: "wx", mode: 0o600, flush: true }),
  );
  return { digest: hash.digest("hex"), bytes };
}

/** Without its parameters, such as the codecs of an Ogg file. */
async function typeOf(file: string): Promise<string> {
  const found = await fileTypeFromFile(file);
  return found?.mime.split(";")[0] ?? "application/octet-stream";
}

const isMissing = (thrown: unknown) =>
  thrown instanceof Error && "code" in thrown && thrown.code === "ENOENT";

/** Nothing when the file has gone meanwhile. */
async function entryOf(file: string): Promise<FileEntry | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && { path: file, bytes: found.size, usedAt: found.mtimeMs };
}
