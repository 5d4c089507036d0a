import "server-only";
import { createReadStream } from "node:fs";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { operations } from "@/lib/siliconflow/operations";
import { type Batch, batchSchema } from "@/lib/siliconflow/schema/batches";
import { fileUploadResponseSchema } from "@/lib/siliconflow/schema/files";
import { formBody } from "@/lib/siliconflow/server/form-body";
import { withRetries } from "@/lib/siliconflow/server/retry";
import type { UpstreamReply, UpstreamRequest } from "@/lib/siliconflow/server/upstream";
import { attempt, readJson, traced } from "./attempt";
import type { CarryContext, UploadedFile } from "./operation";
import { askOnce } from "./poll-job";

/** SiliconFlow's own ids go into paths: nothing else may. */
const idPattern = /^[\w-]{1,100}$/;
const fileName = "requests.jsonl";

function pathOf(path: string, id: string): string {
  if (!idPattern.test(id)) throw new AppFailure(appError("malformed-response"));
  return path.replace(/\{\w+\}/, id);
}

const readBatch = (body: unknown): Batch | undefined => batchSchema.safeParse(body).data;

/** Gives SiliconFlow a file, read from the disk as it is sent. It costs nothing, so it is tried again. Gives its id. */
export async function uploadFile(
  file: UploadedFile,
  context: CarryContext,
): Promise<Result<string, AppError>> {
  const { method, path } = operations["files.upload"];
  const body = formBody(
    { purpose: "batch" },
    {
      name: "file",
      fileName,
      type: "application/jsonl",
      bytes: file.bytes,
      content: () => createReadStream(file.path),
    },
  );
  const request = { method, path, body, silentWhileWorking: true, asLongAsItMoves: true };
  const reply = await withRetries((number) => attempt(request, context, number), context.signal, {
    onRetry: (retry) => context.emit({ type: "progress", step: "retrying", ...retry }),
  });
  if (!reply.ok) return reply;
  const { traceId } = reply.value.headers;
  try {
    return ok(fileUploadResponseSchema.parse(await readJson(reply.value)).data.id);
  } catch (thrown) {
    return err(traced(thrown instanceof AppFailure ? thrown.error : appError("malformed-response"), traceId));
  }
}

/** How a batch stands. */
export function askBatch(
  id: string,
  context: Pick<CarryContext, "upstream" | "signal">,
): Promise<Result<Batch, AppError>> {
  const { method, path } = operations["batches.get"];
  return askOnce({ method, path: pathOf(path, id) }, readBatch, context);
}

/** Has a batch end early. It goes on until what is being worked on has ended. */
export function cancelBatch(
  id: string,
  context: Pick<CarryContext, "upstream" | "signal">,
): Promise<Result<Batch, AppError>> {
  const { method, path } = operations["batches.cancel"];
  return askOnce({ method, path: pathOf(path, id) }, readBatch, context);
}

/** The bytes of a file of a batch. The route is not documented: where there is none, this fails with `not-found`. */
export async function openFile(id: string, context: CarryContext): Promise<Result<UpstreamReply, AppError>> {
  const request: UpstreamRequest = {
    method: "GET",
    path: pathOf("/files/{file_id}/content", id),
    accept: "*/*",
    silentWhileWorking: true,
    asLongAsItMoves: true,
  };
  return withRetries((number) => attempt(request, { ...context, record: () => {} }, number), context.signal, {
    onRetry: () => {},
  });
}
