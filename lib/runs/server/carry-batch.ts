import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { type Batch, batchSchema } from "@/lib/siliconflow/schema/batches";
import type { BatchInput, BatchLookup } from "../run-request";
import { traced } from "./attempt";
import { askBatch, cancelBatch, openFile, uploadFile } from "./batch-calls";
import type { CarryContext, CarryOutcome } from "./operation";
import { callPaid } from "./paid-call";
import { pollJob } from "./poll-job";
import { usageCounter } from "./result-usage";

const hourMs = 3_600_000;
/** SiliconFlow may finish what it has begun, and write its files, after the window. */
const slackMs = 24 * hourMs;

const longestWindowHours = 336;
/** The place of the file that was sent, behind output and errors. */
const ownFile = 2;

/** These are the last a batch says; `expired` and `cancelled` ones have files too. */
const ends: ReadonlySet<string> = new Set(["completed", "expired", "cancelled", "failed"]);

type Job = { requestId: string; submittedAt: number; traceId?: string | undefined };

/** Gives SiliconFlow the file and has it begin, once: the batch's id is on the disk before anything else is done. */
async function submit(input: BatchInput, context: CarryContext): Promise<Result<Job, AppError>> {
  const file = await context.fileOf(input.file);
  if (!file.ok) return file;
  const uploaded = await uploadFile(file.value, context);
  if (!uploaded.ok) return uploaded;
  const { completion_window, metadata, replace } = input;
  const request = {
    input_file_id: uploaded.value,
    endpoint: "/v1/chat/completions",
    completion_window,
    ...(metadata && { metadata }),
    ...(replace && { replace }),
  };
  const answer = await callPaid("batches", request, context, context.job);
  if (!answer.ok) return answer;
  const { body, traceId } = answer.value;
  const { data: batch } = batchSchema.safeParse(body);
  if (!batch) return err(traced(appError("outcome-unknown", { detail: "no batch id" }), traceId));
  const job = { requestId: batch.id, submittedAt: Date.now(), traceId };
  // Should it not reach the disk, this process knows it still.
  await context.job.submitted(job.requestId, job.submittedAt).catch(() => {});
  tell(batch, context);
  return ok(job);
}

function tell({ status, request_counts: counts }: Batch, { emit }: Pick<CarryContext, "emit">): void {
  emit({
    type: "batch-state",
    status,
    ...(counts && {
      total: counts.total ?? 0,
      completed: counts.completed ?? 0,
      failed: counts.failed ?? 0,
    }),
  });
}

/**
 * Has a file of requests answered as a batch, and saves its output and its error file. Carried on after a restart it
 * asks about the batch that was begun, and never begins it again: when nobody knows whether SiliconFlow took it, it
 * fails with `outcome-unknown`.
 */
export async function carryBatch(input: BatchInput, context: CarryContext): Promise<CarryOutcome> {
  const { known } = context.job;
  if (known.state === "unknown")
    return { error: appError("outcome-unknown"), traceId: undefined, usage: undefined };
  const job = known.state === "submitted" ? ok(known) : await submit(input, context);
  if (!job.ok) return { error: job.error, traceId: job.error.traceId, usage: undefined };
  const { requestId, submittedAt } = job.value;
  const deadlineAt = submittedAt + Number.parseInt(input.completion_window, 10) * hourMs + slackMs;
  context.emit({ type: "job-start", requestId, deadlineAt });
  const traceId = "traceId" in job.value ? job.value.traceId : undefined;
  const over = await waitForEnd(requestId, deadlineAt, known.state === "submitted", context);
  if (!over.ok) return { error: traced(over.error, traceId), traceId, usage: undefined };
  return { traceId, finishReason: over.value.status, ...(await keepFiles(over.value, context)) };
}

/**
 * Follows a batch that SiliconFlow has, from wherever it was begun, and saves what it wrote; its own file is 2. What it
 * used was counted where it was begun.
 */
export async function carryBatchLookup(
  { requestId, withFile = false }: BatchLookup,
  context: CarryContext,
): Promise<CarryOutcome> {
  const first = await askBatch(requestId, context);
  const expiresAt = (first.ok && first.value.expires_at) || undefined;
  const deadlineAt = (expiresAt ? expiresAt * 1000 : Date.now() + longestWindowHours * hourMs) + slackMs;
  context.emit({ type: "job-start", requestId, deadlineAt });
  const over = await waitForEnd(requestId, deadlineAt, true, context);
  if (!over.ok) return { error: over.error, traceId: undefined, usage: undefined };
  const { status, input_file_id: file } = over.value;
  const { error } = await keepFiles(over.value, context);
  if (withFile && file) await keepOwnFile(file, context);
  return { error, finishReason: status, traceId: undefined, usage: undefined };
}

/** Has a batch end early; whoever follows it hears of it. */
export async function carryBatchCancel(
  { requestId }: { requestId: string },
  context: CarryContext,
): Promise<CarryOutcome> {
  const answer = await cancelBatch(requestId, context);
  if (answer.ok) tell(answer.value, context);
  return { error: answer.ok ? undefined : answer.error, traceId: undefined, usage: undefined };
}

function waitForEnd(
  requestId: string,
  deadlineAt: number,
  asksAtOnce: boolean,
  context: CarryContext,
): Promise<Result<Batch, AppError>> {
  let told = "";
  return pollJob({
    ask: () => askBatch(requestId, context),
    end: (batch) => {
      const { status, request_counts: counts } = batch;
      const now = JSON.stringify([status, counts]);
      if (now !== told) tell(batch, context);
      told = now;
      if (status === "failed") return err(appError("generation-failed", reasonOf(batch)));
      return ends.has(status) ? ok(batch) : undefined;
    },
    deadlineAt,
    polling: context.batchPolling,
    asksAtOnce,
    signal: context.signal,
  });
}

const longestReason = 2000;

function reasonOf({ errors }: Batch): { detail?: string } {
  const told = Array.isArray(errors) ? errors.join("\n") : errors && JSON.stringify(errors);
  return told ? { detail: told.slice(0, longestReason) } : {};
}

/** Saves what the batch wrote: 0 is the output, 1 the errors. */
async function keepFiles(
  { output_file_id: output, error_file_id: errors }: Batch,
  context: CarryContext,
): Promise<Pick<CarryOutcome, "error" | "usage">> {
  const counter = usageCounter();
  const lost = [
    output ? await keepFile(output, 0, counter.read, context) : undefined,
    errors ? await keepFile(errors, 1, (content) => content, context) : undefined,
  ].find((error) => error !== undefined);
  return { error: lost, usage: counter.usage() };
}

/** The file that was sent, where SiliconFlow still gives it out: the results stand by themselves without it. */
async function keepOwnFile(id: string, context: CarryContext): Promise<void> {
  const reply = await openFile(id, context);
  if (!reply.ok) return;
  const { saved, error } = await context.media.keep(reply.value.body, { raw: true, onFile: () => {} });
  if (!saved || error) return;
  context.emit({ type: "media-start", index: ownFile });
  context.emit({
    type: "media-end",
    index: ownFile,
    id: saved.id,
    bytes: saved.bytes,
    mediaType: saved.type,
  });
}

type Reading = (content: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;

async function keepFile(
  id: string,
  index: number,
  reading: Reading,
  context: CarryContext,
): Promise<AppError | undefined> {
  context.emit({ type: "media-start", index });
  const reply = await openFile(id, context);
  const kept = reply.ok
    ? await context.media.keep(reading(reply.value.body), { raw: true, onFile: () => {} })
    : { saved: undefined, error: reply.error };
  if (kept.saved && !kept.error) {
    const { id: mediaId, bytes, type: mediaType } = kept.saved;
    context.emit({ type: "media-end", index, id: mediaId, bytes, mediaType });
    return undefined;
  }
  const error = kept.error ?? appError("internal");
  context.emit({ type: "media-lost", index, error });
  return error;
}
