import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import { type BlobStore, partialEnding, storageFailure } from "./blob-store";

const keptForMs = 24 * 60 * 60 * 1000;
const idPattern = /^blob_[0-9a-f]{64}$/;

/** How much of a file is here. */
type Received = { bytes: number; whole: boolean };

/** Where a piece belongs in its file, and how long that is, in bytes. */
type Piece = { offset: number; total: number };

/**
 * Large files that come in pieces, so that a connection which breaks costs only a piece. Each comes under the id that its
 * sender worked out, which proves in the end that it is whole; then it goes into the store. Halves count with the whole files:
 * one is only begun where all of it would fit.
 */
export class PartialUploads {
  private readonly store: BlobStore;
  private readonly directory: string;
  private readonly turns = new Map<string, { over: Promise<unknown>; stop: AbortController }>();

  constructor(store: BlobStore, directory: string) {
    this.store = store;
    this.directory = directory;
  }

  async received(id: string): Promise<Received> {
    const stored = await this.store.find(id);
    if (stored) return { bytes: stored.bytes, whole: true };
    const found = await stat(this.pathOf(id)).catch(() => undefined);
    return { bytes: found?.size ?? 0, whole: false };
  }

  /**
   * Adds the next piece of a file; what comes of a piece before it breaks off stays. One that belongs elsewhere is not
   * taken, and one that comes while another is under way ends that: its sender has lost the connection. Gives how much is
   * here then. Throws an AppFailure: that of `content`, `bad-request` when all the bytes do not have the id,
   * `storage-full`, `storage-unavailable`.
   */
  async take(id: string, piece: Piece, content: AsyncIterable<Uint8Array>): Promise<Received> {
    const before = this.turns.get(id);
    before?.stop.abort();
    const stop = new AbortController();
    const turn = (before?.over ?? Promise.resolve()).then(() =>
      this.add(id, piece, until(stop.signal, content)),
    );
    const mine = { over: turn.catch(() => {}), stop };
    this.turns.set(id, mine);
    try {
      return await turn;
    } finally {
      if (this.turns.get(id) === mine) this.turns.delete(id);
    }
  }

  /** Takes away what nobody went on with for a day. */
  async removeUnused(): Promise<void> {
    const names = await readdir(this.directory).catch(() => []);
    for (const name of names.filter((one) => one.endsWith(partialEnding))) {
      const file = path.join(this.directory, name);
      const found = await stat(file).catch(() => undefined);
      if (found && found.mtimeMs < Date.now() - keptForMs) await rm(file, { force: true });
    }
  }

  private pathOf(id: string): string {
    return path.join(this.directory, `${id}${partialEnding}`);
  }

  private async add(
    id: string,
    { offset, total }: Piece,
    content: AsyncIterable<Uint8Array>,
  ): Promise<Received> {
    const before = await this.received(id);
    if (before.whole || before.bytes !== offset) return before;
    try {
      await this.store.reserve(this.pathOf(id), total - offset);
      const bytes = await append(this.pathOf(id), offset, total, content);
      if (bytes < total) return { bytes, whole: false };
      await this.finish(id);
      return { bytes, whole: true };
    } catch (thrown) {
      throw thrown instanceof AppFailure ? thrown : storageFailure(thrown);
    }
  }

  private async finish(id: string): Promise<void> {
    const file = this.pathOf(id);
    const hash = createHash("sha256");
    for await (const chunk of createReadStream(file)) hash.update(chunk);
    if (id === `blob_${hash.digest("hex")}`) return this.store.adopt(file, id);
    await rm(file, { force: true });
    throw new AppFailure(appError("bad-request", { detail: "The bytes do not have this id." }));
  }
}

/** Bytes as they come, until somebody else's are wanted: a connection that has died says nothing. */
async function* until(signal: AbortSignal, content: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(new AppFailure(appError("bad-request", { detail: "Another piece came." })));
    if (signal.aborted) stop();
    else signal.addEventListener("abort", stop, { once: true });
  });
  stopped.catch(() => {});
  const reader = content[Symbol.asyncIterator]();
  for (;;) {
    const { done, value } = await Promise.race([reader.next(), stopped]);
    if (done) return;
    yield value;
  }
}

/** Writes as the bytes come, waiting for the disk. Gives how long the file is then. */
async function append(file: string, offset: number, total: number, content: AsyncIterable<Uint8Array>) {
  const handle = await open(file, "a", 0o600);
  let bytes = offset;
  try {
    for await (const chunk of content) {
      bytes += chunk.byteLength;
      if (bytes > total) throw new AppFailure(appError("bad-request", { field: "total" }));
      await handle.writeFile(chunk);
    }
    if (bytes === total) await handle.sync();
  } finally {
    await handle.close();
  }
  return bytes;
}

/** GET /api/batch-files/:id: how much of a file is here, so that nothing is sent twice. */
export async function tellReceived(
  uploads: PartialUploads,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const id = request.params["id"] ?? "";
  if (!idPattern.test(id)) return err(appError("not-found"));
  return ok({ kind: "json", body: await uploads.received(id) });
}

const wholeNumber = (text: string | null) =>
  text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;

/** POST /api/batch-files/:id?offset=&total=: takes the next piece of a file, and answers how much is here then. */
export async function takePiece(
  uploads: PartialUploads,
  maxBytes: number,
  request: RouteRequest<AsyncIterable<Uint8Array>>,
): Promise<Result<Reply, AppError>> {
  const id = request.params["id"] ?? "";
  const { searchParams } = request.url;
  const offset = wholeNumber(searchParams.get("offset"));
  const total = wholeNumber(searchParams.get("total"));
  if (!idPattern.test(id)) return err(appError("not-found"));
  if (offset === undefined) return err(appError("bad-request", { field: "offset" }));
  if (!total) return err(appError("bad-request", { field: "total" })); // nothing is no file
  if (total > maxBytes) return err(appError("body-too-large"));
  return ok({ kind: "json", body: await uploads.take(id, { offset, total }, request.body) });
}
