import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import { usageCounter } from "@/lib/runs/server/result-usage";
import { operations } from "@/lib/siliconflow/operations";
import { type FileObject, listedFiles, listPage, uploadedFile } from "./dialect/file-object";
import { checkedForm } from "./form-reader";
import { contentTypeOf, type StreamedRequest } from "./read-body";
import { lookUp, malformed, passedOn, type RelayParts, refusalOf } from "./relay";
import { relayBytes } from "./relay-bytes";

/** The ids of files and batches, which go into paths. */
const idPattern = /^[\w-]{1,100}$/;

/** An id as part of a path; nothing for what is none. */
export function idIn(request: Pick<RouteRequest<unknown>, "params">): string | undefined {
  const id = request.params["id"] ?? "";
  return idPattern.test(id) ? id : undefined;
}

/** POST /v1/files: a form of any size, whose bytes go on as they come; memory does not grow with it. */
export async function relayUpload(
  { upstream }: Pick<RelayParts, "upstream">,
  request: StreamedRequest,
): Promise<Result<Reply, AppError>> {
  const { method, path } = operations["files.upload"];
  const contentType = contentTypeOf(request);
  const announced = Number(request.header("content-length") ?? Number.NaN);
  const body = {
    contentType,
    bytes: Number.isSafeInteger(announced) ? announced : undefined,
    content: () => checkedForm(contentType, request.body),
  };
  const found = await lookUp({ upstream }, request, { method, path, body, asLongAsItMoves: true });
  if (!found.ok) return found;
  const file = uploadedFile(found.value.answer);
  if (!file) return err(malformed(found.value.headers));
  return ok({ kind: "json", headers: passedOn(found.value.headers), body: file });
}

async function files(
  parts: Pick<RelayParts, "upstream">,
  request: RouteRequest<undefined>,
  wanted: URLSearchParams,
): Promise<Result<{ files: FileObject[]; headers: Record<string, string> }, AppError>> {
  const { method, path } = operations["files.list"];
  const query = new URLSearchParams({ purpose: wanted.get("purpose") ?? "batch" });
  const limit = Number(wanted.get("limit") ?? Number.NaN);
  if (Number.isSafeInteger(limit)) query.set("limit", String(limit));
  const found = await lookUp(parts, request, { method, path: `${path}?${query}` });
  if (!found.ok) return found;
  const list = listedFiles(found.value.answer);
  return list
    ? ok({ files: list, headers: passedOn(found.value.headers) })
    : err(malformed(found.value.headers));
}

/** GET /v1/files. SiliconFlow has no paging of files: what follows `after` is what follows it in the list. */
export async function listFiles(
  parts: Pick<RelayParts, "upstream">,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const found = await files(parts, request, request.url.searchParams);
  if (!found.ok) return found;
  const after = request.url.searchParams.get("after");
  const from = after === null ? 0 : found.value.files.findIndex(({ id }) => id === after) + 1;
  const page = after !== null && from === 0 ? [] : found.value.files.slice(from);
  return ok({ kind: "json", headers: found.value.headers, body: listPage(page) });
}

const mostListed = "100";

/** GET /v1/files/:id, which SiliconFlow does not have: found in its list. */
export async function giveFile(
  parts: Pick<RelayParts, "upstream">,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const id = idIn(request);
  if (!id) return err(appError("not-found"));
  const found = await files(parts, request, new URLSearchParams({ limit: mostListed }));
  if (!found.ok) return found;
  const file = found.value.files.find((one) => one.id === id);
  return file ? ok({ kind: "json", headers: found.value.headers, body: file }) : err(appError("not-found"));
}

/** Remembers whose answers are in the ledger already. */
export type CountedFiles = {
  /** Whether a file is counted now for the first time. Never rejects. */
  isFirst: (fileId: string) => Promise<boolean>;
};

const isFile = (type: string) => !/html/i.test(type);

/**
 * GET /v1/files/:id/content. The results of a batch say what its answers used: it is written into the ledger when they
 * are fetched whole for the first time.
 */
export async function giveFileContent(
  parts: RelayParts & { counted: CountedFiles },
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const id = idIn(request);
  if (!id) return err(appError("not-found"));
  const path = `${operations["files.list"].path}/${id}/content`;
  const reply = await parts.upstream.call({ method: "GET", path, asLongAsItMoves: true }, request.signal);
  if (!reply.ok) return reply;
  const refusal = await refusalOf(reply.value, isFile);
  if (refusal) return err(refusal.upstreamStatus === 404 ? appError("not-found") : refusal);
  const { headers, body } = reply.value;
  const counter = usageCounter();
  const type = /^(application\/jsonl?|text\/plain)\b/i.test(headers.contentType)
    ? headers.contentType
    : "application/octet-stream";
  return ok({
    kind: "stream",
    headers: { "content-type": type, "content-disposition": "attachment", ...passedOn(headers) },
    write: (sink) =>
      relayBytes(counter.read(body), sink, async (state) => {
        if (state === "completed") await settleBatch(parts, request, id, counter);
      }),
  });
}

async function settleBatch(
  parts: RelayParts & { counted: CountedFiles },
  request: RouteRequest<undefined>,
  fileId: string,
  counter: ReturnType<typeof usageCounter>,
): Promise<void> {
  const usage = counter.usage();
  const model = counter.model();
  if (!usage || model === undefined || !(await parts.counted.isFirst(fileId))) return;
  const outcome = { state: "completed", usage, traceId: undefined } as const;
  await parts.desk.settle({ operation: "batches", model }, outcome, request);
}
