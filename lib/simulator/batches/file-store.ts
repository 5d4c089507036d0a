import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type Readable, Transform, type TransformCallback } from "node:stream";
import { pipeline } from "node:stream/promises";

/** What is known of a file before its bytes are. */
type FileFacts = { id: string; key: string; filename: string; purpose: "batch" | "batch_output" };

/** A file that an account has given, or that a batch has written for it. */
export type StoredFile = FileFacts & {
  readonly bytes: number;
  readonly lines: number;
  /** Bytes of its longest line. */
  readonly longestLine: number;
  /** SHA-256 of its bytes in hex. */
  readonly sha256: string;
  /** Milliseconds since 1970. */
  readonly createdAt: number;
};

const newline = 0x0a;

/** Passes bytes on and measures them. */
class Measure extends Transform {
  readonly #hash = createHash("sha256");
  #bytes = 0;
  #lines = 0;
  #line = 0;
  #longest = 0;

  override _transform(piece: Buffer, _encoding: string, done: TransformCallback): void {
    this.#hash.update(piece);
    this.#bytes += piece.length;
    let from = 0;
    for (let at = piece.indexOf(newline); at !== -1; at = piece.indexOf(newline, from)) {
      this.#endLine(at - from);
      this.#line = 0;
      this.#lines += 1;
      from = at + 1;
    }
    this.#endLine(piece.length - from);
    done(null, piece);
  }

  get found() {
    const lines = this.#lines + (this.#line > 0 ? 1 : 0);
    return { bytes: this.#bytes, lines, longestLine: this.#longest, sha256: this.#hash.digest("hex") };
  }

  #endLine(bytes: number): void {
    this.#line += bytes;
    this.#longest = Math.max(this.#longest, this.#line);
  }
}

/** Files lie on the disk, in a folder of this process: they may have a gigabyte. */
export class FileStore {
  readonly #files = new Map<string, StoredFile>();
  #folder: Promise<string> | undefined;

  /** Stores what comes out of a stream; rejects, and keeps nothing, when that breaks. */
  async write(source: Readable, facts: FileFacts, now: () => number): Promise<StoredFile> {
    const place = await this.#pathOf(facts.id);
    const measure = new Measure();
    try {
      await pipeline(source, measure, createWriteStream(place));
    } catch (cause) {
      await rm(place, { force: true });
      throw cause;
    }
    const file = { ...facts, ...measure.found, createdAt: now() };
    this.#files.set(file.id, file);
    return file;
  }

  async delete(id: string): Promise<void> {
    this.#files.delete(id);
    await rm(await this.#pathOf(id), { force: true });
  }

  /** Only an account's own files: another account's are as good as none. */
  get(key: string, id: string): StoredFile | undefined {
    const file = this.#files.get(id);
    return file?.key === key ? file : undefined;
  }

  /** The newest first. */
  all(key: string): StoredFile[] {
    return [...this.#files.values()].filter((file) => file.key === key).reverse();
  }

  async read(id: string): Promise<Readable> {
    return createReadStream(await this.#pathOf(id));
  }

  async clear(): Promise<void> {
    this.#files.clear();
    const folder = await this.#folder;
    this.#folder = undefined;
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }

  async #pathOf(id: string): Promise<string> {
    this.#folder ??= mkdtemp(path.join(tmpdir(), "siliconflow-simulator-"));
    return path.join(await this.#folder, id);
  }
}
