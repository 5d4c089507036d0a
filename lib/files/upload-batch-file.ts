import * as z from "zod/mini";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { readErrorReply } from "@/lib/http/request-json";
import { findMedia } from "./media-shelf";

const receivedSchema = z.object({ bytes: z.int(), whole: z.boolean() });
type Received = z.infer<typeof receivedSchema>;

const firstPiece = 256 * 1024;
const mostPiece = 16 * 1024 * 1024;
/** Short enough that a connection which breaks costs little and progress is seen, long enough to be worth a request. */
const [shortMs, longMs] = [500, 2000];
/** A connection may die without a word; what has come of a piece by then stays. */
const patienceMs = 120_000;

type UploadOptions = {
  signal?: AbortSignal;
  /** The file itself, where it is at hand; this browser's media otherwise. */
  file?: Blob;
  /** How many bytes the server has. */
  onProgress?: (bytes: number) => void;
};

async function ask(path: string, { signal, ...init }: RequestInit): Promise<Result<Received, AppError>> {
  const patience = AbortSignal.timeout(patienceMs);
  try {
    const response = await fetch(path, {
      ...init,
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
    });
    if (!response.ok) return err(await readErrorReply(response));
    return ok(receivedSchema.parse(await response.json()));
  } catch {
    return err(appError("server-unreachable"));
  }
}

/**
 * Gives the server a file of requests under the id that its bytes have, piece by piece: it goes on where an earlier try
 * ended, and sends nothing that is there. Fails with `blob-missing` when this browser does not have it, and with
 * `server-unreachable` when the connection breaks or the signal ends it.
 */
export async function uploadBatchFile(
  mediaId: string,
  { signal, file: given, onProgress }: UploadOptions = {},
): Promise<Result<undefined, AppError>> {
  const path = `/api/batch-files/${mediaId}`;
  const asked = signal ? { signal } : {};
  let received = await ask(path, asked);
  if (received.ok && received.value.whole) return ok(undefined);
  const file = given ?? (await findMedia(mediaId));
  if (!file) return err(appError("blob-missing"));
  let size = firstPiece;
  while (received.ok && !received.value.whole) {
    const { bytes: offset } = received.value;
    onProgress?.(offset);
    const startedAt = performance.now();
    received = await ask(`${path}?offset=${offset}&total=${file.size}`, {
      ...asked,
      method: "POST",
      body: file.slice(offset, offset + size),
    });
    const tookMs = performance.now() - startedAt;
    if (tookMs < shortMs) size = Math.min(size * 2, mostPiece);
    else if (tookMs > longMs) size = Math.max(size / 2, firstPiece);
  }
  if (!received.ok) return received;
  onProgress?.(file.size);
  return ok(undefined);
}
