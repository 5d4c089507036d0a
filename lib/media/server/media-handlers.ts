import "server-only";
import { createReadStream } from "node:fs";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { ByteSink, Reply, ReplyHeaders } from "@/lib/http/server/reply";
import type { BlobStore, StoredBlob } from "./blob-store";

/** Uploads and results, each known by its prefix. */
export type MediaStores = { uploads: BlobStore; results: BlobStore };

/** POST /api/uploads: takes a file and answers its id, its size and the type that its bytes show. */
export async function takeUpload(
  store: BlobStore,
  request: RouteRequest<AsyncIterable<Uint8Array>>,
): Promise<Result<Reply, AppError>> {
  return ok({ kind: "json", status: 201, body: await store.put(request.body) });
}

/** First and last byte, both included. */
type Range = { start: number; end: number };

/**
 * The one range that a Range header asks for. `whole` without one, or with several, which a server may answer
 * whole; `beyond` when it begins after the end.
 */
function rangeOf(header: string | undefined, size: number): Range | "whole" | "beyond" {
  const [, from = "", to = ""] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "") ?? [];
  if (from === "" && to === "") return "whole";
  const start = from === "" ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === "" || to === "" ? size - 1 : Math.min(Number(to), size - 1);
  if (start >= size) return "beyond";
  return start <= end ? { start, end } : "whole";
}

/** Pictures, sound and video show themselves; a page, a drawing with scripts or anything else is saved instead. */
const showsItself = (type: string) => /^(image|video|audio)\/(?!svg)/.test(type);

async function writeFile({ path }: StoredBlob, range: Range | undefined, sink: ByteSink): Promise<void> {
  const file = createReadStream(path, range ?? {});
  for await (const chunk of file) {
    if (!sink.write(chunk)) await sink.drained();
    if (sink.signal.aborted) return;
  }
}

/** GET /api/media/:id: the bytes, or the range asked for. They never change, so a browser keeps them for good. */
export async function giveMedia(
  { uploads, results }: Pick<MediaStores, "uploads" | "results">,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const id = request.params["id"] ?? "";
  const blob = (await results.find(id)) ?? (await uploads.find(id));
  return blob ? ok(giveBlob(blob, request)) : err(appError("not-found"));
}

/** A file as a reply: all of it, or the range that was asked for. */
export function giveBlob(
  blob: StoredBlob,
  request: Pick<RouteRequest<undefined>, "header">,
): Exclude<Reply, { kind: "json" | "json-text" }> {
  const asked = rangeOf(request.header("range"), blob.bytes);
  if (asked === "beyond")
    return { kind: "empty", status: 416, headers: { "content-range": `bytes */${blob.bytes}` } };
  const range = asked === "whole" ? undefined : asked;
  const length = range ? range.end - range.start + 1 : blob.bytes;
  const headers: ReplyHeaders = {
    "content-type": blob.type,
    "content-length": String(length),
    "content-disposition": showsItself(blob.type) ? "inline" : "attachment",
    "cache-control": "private, max-age=31536000, immutable",
    "accept-ranges": "bytes",
    ...(range && { "content-range": `bytes ${range.start}-${range.end}/${blob.bytes}` }),
  };
  return {
    kind: "stream",
    status: range ? 206 : 200,
    headers,
    write: (sink) => writeFile(blob, range, sink),
  };
}

/** DELETE /api/media/:id: takes a result away for good; uploads go by themselves. */
export async function removeMedia(
  { results }: Pick<MediaStores, "results">,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const removed = await results.remove(request.params["id"] ?? "");
  return removed ? ok({ kind: "empty" }) : err(appError("not-found"));
}
