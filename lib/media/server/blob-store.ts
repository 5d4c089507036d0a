import "server-only";
import { createHash, randomUUID } from "node:crypto";
import { mkdir, open, readdir, rename, rm, stat, statfs, utimes } from "node:fs/promises";
import path from "node:path";
import { fileTypeFromFile } from "file-type";
import { AppFailure, appError } from "@/lib/core/app-error";
import { GrowingFile } from "./growing-file";

const unfinishedEnding = ".part";
const dayMs = 24 * 60 * 60 * 1000;
/** What comes in pieces lies beside the whole files, and counts with them. */
export const partialEnding = ".upload";
/** Nobody goes on with it any more: it makes room for others. */
const abandonedMs = 10 * 60 * 1000;
/** What is left to the database and to everybody else on the disk. */
const spareBytes = 64 * 1024 * 1024;

/** A file as its owner knows it. */
export type Blob = {
  /** The store's prefix, `_` and the SHA-256 of the bytes in hex: the same bytes always have the same id. */
  id: string;
  bytes: number;
  /** The media type that the bytes themselves show; `application/octet-stream` when they show none. */
  type: string;
};

export type StoredBlob = Blob & { path: string };

/** What a store is for. */
export type BlobRules = {
  prefix: "blob" | "media";
  /** How long a file stays after its last use, in milliseconds. */
  keptForMs: number;
  maxTotalBytes: number;
  /** What becomes of the oldest when there is no room for another: it goes, or the other is refused. */
  whenFull: "forget-oldest" | "refuse";
};

/** Uploads are copies of what a browser has: the oldest make room for the newest. */
export const uploadRules = (maxTotalBytes: number): BlobRules => ({
  prefix: "blob",
  keptForMs: 7 * dayMs,
  maxTotalBytes,
  whenFull: "forget-oldest",
});

/** Results were paid for: none goes before its time. */
export const resultRules = (limits: { maxTotalBytes: number; keptForDays: number }): BlobRules => ({
  prefix: "media",
  keptForMs: limits.keptForDays * dayMs,
  maxTotalBytes: limits.maxTotalBytes,
  whenFull: "refuse",
});

export type PutOptions = {
  accepts?: (type: string) => boolean;
  onFile?: (file: GrowingFile) => void;
};

type FileEntry = { path: string; bytes: number; usedAt: number };

/**
 * Files that are named after their content. Nothing else is kept of them: the type is read from the bytes, and a
 * file's time is when it was last used.
 */
export class BlobStore {
  private readonly directory: string;
  private readonly rules: BlobRules;
  private readonly idPattern: RegExp;
  private readonly openedAt = Date.now();

  constructor(directory: string, rules: BlobRules) {
    this.directory = directory;
    this.rules = rules;
    this.idPattern = new RegExp(`^${rules.prefix}_[0-9a-f]{64}$`);
  }

  /**
   * Stores bytes as they arrive; whatever breaks off is not kept.
   * @param accepts refuses a type that the bytes show.
   * @param onFile gets the file while it grows.
   * Throws an AppFailure: that of `content`, `bad-request` without a byte, `media-wrong-type`, `storage-full`,
   * `storage-unavailable`.
   */
  async put(content: AsyncIterable<Uint8Array>, { accepts, onFile }: PutOptions = {}): Promise<Blob> {
    const unfinished = path.join(this.directory, `${randomUUID()}${unfinishedEnding}`);
    const growing = new GrowingFile(unfinished);
    try {
      await mkdir(this.directory, { recursive: true });
      const room = await this.room();
      const { digest, bytes } = await write(content, unfinished, room, growing, () => onFile?.(growing));
      if (bytes === 0) throw new AppFailure(appError("bad-request", { detail: "The file is empty." }));
      const type = await typeOf(unfinished);
      if (accepts?.(type) === false) throw new AppFailure(appError("media-wrong-type", { detail: type }));
      const id = `${this.rules.prefix}_${digest}`;
      await this.adopt(unfinished, id);
      return { id, bytes, type };
    } catch (thrown) {
      await rm(unfinished, { force: true }).catch(() => {});
      throw thrown instanceof AppFailure ? thrown : storageFailure(thrown);
    } finally {
      growing.end();
    }
  }

  /** Takes in a whole file that lies beside the others, under the id that its bytes have. */
  async adopt(file: string, id: string): Promise<void> {
    await rename(file, this.pathOf(id));
    if (this.rules.whenFull === "forget-oldest") await this.makeRoom(id);
  }

  /** Whether anything more can be put in at all. */
  async hasRoom(): Promise<boolean> {
    return (await this.freeOnDisk()) > 0 && (await this.room()) > 0;
  }

  /**
   * Sees to it that bytes can be added to a file that comes in pieces: the oldest make room, also what nobody goes on with.
   * Throws an AppFailure, `storage-full`, when they do not fit beside what is under way, or onto the disk.
   */
  async reserve(file: string, bytes: number): Promise<void> {
    if ((await this.freeOnDisk()) < bytes) throw new AppFailure(appError("storage-full"));
    const whole = await this.files();
    const partial = await this.files(partialEnding);
    const limit = Date.now() - abandonedMs;
    const free = partial.filter((one) => one.usedAt < limit && one.path !== file);
    const left = await this.forgetOldest([...whole, ...free], [...whole, ...partial], bytes);
    if (left > 0) throw new AppFailure(appError("storage-full"));
  }

  /** Takes a file away for good. Gives whether there was one. */
  async remove(id: string): Promise<boolean> {
    if (!this.idPattern.test(id)) return false;
    try {
      await rm(this.pathOf(id));
      return true;
    } catch (thrown) {
      if (isMissing(thrown)) return false;
      throw new AppFailure(appError("storage-unavailable"), { cause: thrown });
    }
  }

  /** A file by its id, which counts as using it. Nothing for a name that is no id, or when it is gone. */
  async find(id: string): Promise<StoredBlob | undefined> {
    if (!this.idPattern.test(id)) return undefined;
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

  /** Removes what nobody used for too long and what an earlier process left unfinished. */
  async removeUnused(): Promise<void> {
    const limit = Date.now() - this.rules.keptForMs;
    const unused = (await this.files(unfinishedEnding)).filter((file) => file.usedAt < this.openedAt);
    unused.push(...(await this.files()).filter((file) => file.usedAt < limit));
    for (const file of unused) await rm(file.path, { force: true });
  }

  private pathOf(id: string): string {
    return path.join(this.directory, id);
  }

  /** How many bytes may still be put in. */
  private async room(): Promise<number> {
    if (this.rules.whenFull === "forget-oldest") return Number.POSITIVE_INFINITY;
    const files = [...(await this.files()), ...(await this.files(unfinishedEnding))];
    return this.rules.maxTotalBytes - files.reduce((sum, file) => sum + file.bytes, 0);
  }

  private async makeRoom(newest: string): Promise<void> {
    const files = await this.files();
    const others = files.filter(({ path: file }) => file !== this.pathOf(newest));
    await this.forgetOldest(others, [...files, ...(await this.files(partialEnding))], 0);
  }

  /** Takes the oldest away until all and as many bytes more fit. Gives how many bytes still do not. */
  private async forgetOldest(
    some: readonly FileEntry[],
    all: readonly FileEntry[],
    more: number,
  ): Promise<number> {
    let over = all.reduce((sum, { bytes }) => sum + bytes, more) - this.rules.maxTotalBytes;
    for (const file of some.toSorted((a, b) => a.usedAt - b.usedAt)) {
      if (over <= 0) break;
      await rm(file.path, { force: true });
      over -= file.bytes;
    }
    return Math.max(0, over);
  }

  /** How many bytes may still be written to the disk; none when that cannot be known. */
  private async freeOnDisk(): Promise<number> {
    const disk = await mkdir(this.directory, { recursive: true })
      .then(() => statfs(this.directory))
      .catch(() => undefined);
    return disk === undefined ? 0 : Math.max(0, disk.bavail * disk.bsize - spareBytes);
  }

  /** Every file, or with `unfinishedEnding` every one that is not whole. */
  private async files(ending = ""): Promise<FileEntry[]> {
    const names = await readdir(this.directory).catch(() => []);
    const wanted = names.filter((name) => (ending ? name.endsWith(ending) : this.idPattern.test(name)));
    const entries = await Promise.all(wanted.map((name) => entryOf(path.join(this.directory, name))));
    return entries.filter((entry) => entry !== undefined);
  }
}

/** Writes and digests in one pass, waiting for the disk: memory does not grow with the size. */
async function write(
  content: AsyncIterable<Uint8Array>,
  file: string,
  room: number,
  growing: GrowingFile,
  onFile: () => void,
) {
  const hash = createHash("sha256");
  let bytes = 0;
  const handle = await open(file, "wx", 0o600);
  try {
    onFile();
    for await (const chunk of content) {
      hash.update(chunk);
      bytes += chunk.byteLength;
      if (bytes > room) throw new AppFailure(appError("storage-full"));
      await handle.writeFile(chunk);
      growing.grow(chunk.byteLength);
    }
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { digest: hash.digest("hex"), bytes };
}

/** Without its parameters, such as the codecs of an Ogg file. */
async function typeOf(file: string): Promise<string> {
  const found = await fileTypeFromFile(file);
  return found?.mime.split(";")[0] ?? "application/octet-stream";
}

const hasCode = (thrown: unknown, ...codes: string[]) =>
  thrown instanceof Error &&
  "code" in thrown &&
  typeof thrown.code === "string" &&
  codes.includes(thrown.code);
const isMissing = (thrown: unknown) => hasCode(thrown, "ENOENT");
const isFull = (thrown: unknown) => hasCode(thrown, "ENOSPC", "EDQUOT");

/** What the disk's refusal means. */
export const storageFailure = (thrown: unknown): AppFailure =>
  new AppFailure(appError(isFull(thrown) ? "storage-full" : "storage-unavailable"), { cause: thrown });

/** Nothing when the file has gone meanwhile. */
async function entryOf(file: string): Promise<FileEntry | undefined> {
  const found = await stat(file).catch(() => undefined);
  return found && { path: file, bytes: found.size, usedAt: found.mtimeMs };
}
