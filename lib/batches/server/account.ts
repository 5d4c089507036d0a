import "server-only";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import { streamFrameError, upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { type Batch, batchListResponseSchema } from "@/lib/siliconflow/schema/batches";
import { fileListResponseSchema } from "@/lib/siliconflow/schema/files";
import { readText, type Upstream, type UpstreamReply } from "@/lib/siliconflow/server/upstream";
import type { AccountBatch, AccountFile } from "../account";

const maxReplyBytes = 8 * 1024 * 1024;
const idPattern = /^[\w-]{1,100}$/;
const mostPerPage = 100;

/** The batches and files of the account, as SiliconFlow lists them. Nothing of them is stored here. */
export class BatchAccount {
  private readonly upstream: Upstream;

  constructor(upstream: Upstream) {
    this.upstream = upstream;
  }

  /** GET /api/batches?after=&limit=: a page of the account's batches, the newest first. */
  async listBatches({ url, signal }: RouteRequest<undefined>): Promise<Result<Reply, AppError>> {
    const limit = Number(url.searchParams.get("limit") ?? 20);
    const after = url.searchParams.get("after");
    if (!Number.isInteger(limit) || limit < 1 || limit > mostPerPage)
      return err(appError("bad-request", { field: "limit" }));
    if (after !== null && !idPattern.test(after)) return err(appError("bad-request", { field: "after" }));
    const { path } = operations["batches.list"];
    const asked = `${path}?limit=${limit}${after === null ? "" : `&after=${after}`}`;
    const body = await this.json(asked, signal);
    if (!body.ok) return body;
    const { data } = batchListResponseSchema.safeParse(body.value);
    if (!data) return err(appError("malformed-response"));
    const batches = data.data.map(shownBatch);
    return ok({ kind: "json", body: { batches, more: data.has_more === true } });
  }

  /** GET /api/files: the account's files for batches. */
  async listFiles({ signal }: RouteRequest<undefined>): Promise<Result<Reply, AppError>> {
    const body = await this.json(`${operations["files.list"].path}?purpose=batch`, signal);
    if (!body.ok) return body;
    const { data } = fileListResponseSchema.safeParse(body.value);
    if (!data) return err(appError("malformed-response"));
    const files = (data.data.data ?? []).flatMap(({ id, ...file }): AccountFile[] =>
      id
        ? [
            {
              id,
              name: file.filename ?? null,
              purpose: file.purpose ?? null,
              bytes: file.bytes ?? null,
              lines: file.line_count ?? null,
              createdAt: file.created_at ?? null,
            },
          ]
        : [],
    );
    return ok({ kind: "json", body: { files } });
  }

  /** GET /api/files/:id/content: a file's bytes as they come. The route is not documented at SiliconFlow. */
  async giveFile({ params, signal }: RouteRequest<undefined>): Promise<Result<Reply, AppError>> {
    const id = params["id"] ?? "";
    if (!idPattern.test(id)) return err(appError("bad-request", { field: "id" }));
    const reply = await this.ask(`/files/${id}/content`, signal, "*/*");
    if (!reply.ok) return reply;
    const { body } = reply.value;
    return ok({
      kind: "stream",
      headers: {
        "content-type": "application/jsonl",
        // Whoever links to it names it.
        "content-disposition": "attachment",
      },
      write: async (sink) => {
        for await (const chunk of body) {
          if (!sink.write(chunk)) await sink.drained();
          if (sink.signal.aborted) return reply.value.discard();
        }
      },
    });
  }

  private async json(path: string, signal: AbortSignal): Promise<Result<unknown, AppError>> {
    const reply = await this.ask(path, signal);
    if (!reply.ok) return reply;
    try {
      const body: unknown = JSON.parse(await readText(reply.value.body, maxReplyBytes));
      const error = streamFrameError(body);
      return error ? err(error) : ok(body);
    } catch (thrown) {
      return err(thrown instanceof AppFailure ? thrown.error : appError("malformed-response"));
    }
  }

  private async ask(
    path: string,
    signal: AbortSignal,
    accept?: string,
  ): Promise<Result<UpstreamReply, AppError>> {
    const reply = await this.upstream.call({ method: "GET", path, ...(accept && { accept }) }, signal);
    if (!reply.ok || reply.value.status === 200) return reply;
    const { status, headers, body } = reply.value;
    const said = await readText(body, maxReplyBytes).catch(() => "");
    return err(upstreamError({ status, body: said, ...headers }));
  }
}

function shownBatch(batch: Batch): AccountBatch {
  const { request_counts: counts } = batch;
  return {
    id: batch.id,
    status: batch.status,
    name: batch.file_name ?? null,
    window: batch.completion_window ?? null,
    createdAt: batch.created_at ?? null,
    endedAt: batch.completed_at ?? batch.expired_at ?? batch.cancelled_at ?? batch.failed_at ?? null,
    total: counts?.total ?? null,
    completed: counts?.completed ?? null,
    failed: counts?.failed ?? null,
  };
}
