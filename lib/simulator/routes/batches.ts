import { z } from "zod";
import { batchCreateRequestSchema } from "@/lib/siliconflow/schema/batches";
import { isBroke } from "@/lib/simulator/auth";
import { type BatchJob, batchObject, enter } from "@/lib/simulator/batches/batch-jobs";
import { takesBatches } from "@/lib/simulator/batches/input-line";
import { workOn } from "@/lib/simulator/batches/work";
import { wrongField } from "@/lib/simulator/checks";
import type { Route } from "@/lib/simulator/exchange";
import { failureReply, invalidParameter } from "@/lib/simulator/failures";
import { jsonReply } from "@/lib/simulator/http/reply";
import { isRecord } from "@/lib/simulator/json";
import { findModel } from "@/lib/simulator/model-catalogue";
import { lettersOf } from "@/lib/simulator/random";

/** Unknown fields are passed over, as everywhere (notes.md section 1). */
const creationSchema = z.looseObject(batchCreateRequestSchema.shape);

const requestSchema = z.object({
  input_file_id: z.string(),
  completion_window: z.string(),
  metadata: z.record(z.string(), z.string()).optional(),
  replace: z.object({ model: z.string().optional() }).optional(),
});

const windowHours = { least: 24, most: 336 };

/** POST /batches: sets the work on a file going. */
export const createBatch: Route = {
  method: "POST",
  path: "/v1/batches",
  fields: Object.keys(batchCreateRequestSchema.shape),
  handle: (exchange) => {
    const { body, state, key, identity, faults, entry } = exchange;
    if (!isRecord(body)) return failureReply("error-20015");
    const wrong = wrongField(exchange, creationSchema);
    if (wrong !== undefined) return wrong;
    const request = requestSchema.parse(body);
    const window = Number.parseInt(request.completion_window, 10);
    if (window < windowHours.least || window > windowHours.most)
      return invalidParameter(`completion_window: ${windowHours.least}h to ${windowHours.most}h`);
    const file = state.files.get(key, request.input_file_id);
    if (file?.purpose !== "batch") return invalidParameter("input_file_id: no such file");
    const model = request.replace?.model;
    if (model !== undefined && findModel(model) === undefined) return failureReply("error-20012");
    if (model !== undefined && !takesBatches(model))
      return invalidParameter(`replace.model: ${model} takes no batches`);
    if (isBroke(key)) return failureReply("error-30001");
    const job: BatchJob = {
      id: `batch_${lettersOf(10, "batch", identity)}`,
      key,
      inputFileId: file.id,
      fileName: file.filename,
      window,
      metadata: request.metadata ?? null,
      model,
      faults: faults.batch,
      end: new AbortController(),
      status: "in_queue",
      errors: null,
      outputFileId: null,
      errorFileId: null,
      counts: null,
      at: { created: state.options.now() },
    };
    state.batches.add(job);
    entry.jobs = 1;
    void workOn(job, state);
    return jsonReply(batchObject(job));
  },
};

const usualPage = 20;

/** GET /batches: the newest first, from behind `after` on. */
export const listBatches: Route = {
  method: "GET",
  path: "/v1/batches",
  handle: ({ state, key, url }) => {
    const limit = Number(url.searchParams.get("limit") ?? usualPage);
    if (!Number.isInteger(limit) || limit < 1) return invalidParameter("limit: a number from 1 on");
    const after = url.searchParams.get("after");
    const all = state.batches.all(key);
    const from = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
    if (after !== null && from === 0) return invalidParameter("after: no such batch");
    const page = all.slice(from, from + limit);
    return jsonReply({
      object: "list",
      data: page.map((job) => ({ ...batchObject(job), file_name: job.fileName })),
      first_id: page[0]?.id ?? null,
      last_id: page.at(-1)?.id ?? null,
      has_more: from + page.length < all.length,
    });
  },
};

/** GET /batches/{batch_id} */
export const getBatch: Route = {
  method: "GET",
  path: "/v1/batches/{batch_id}",
  handle: ({ state, key, pathParams }) => {
    const job = state.batches.get(key, pathParams["batch_id"] ?? "");
    return job === undefined ? invalidParameter("batch_id: no such batch") : jsonReply(batchObject(job));
  },
};

const stoppable: readonly string[] = ["in_queue", "in_progress", "finalizing"];

/** POST /batches/{batch_id}/cancel: the batch is cancelling until what is being worked on has ended. */
export const cancelBatch: Route = {
  method: "POST",
  path: "/v1/batches/{batch_id}/cancel",
  handle: ({ state, key, pathParams }) => {
    const job = state.batches.get(key, pathParams["batch_id"] ?? "");
    if (job === undefined) return invalidParameter("batch_id: no such batch");
    if (stoppable.includes(job.status)) enter(job, "cancelling", state.options.now());
    else if (job.status !== "cancelling") return invalidParameter(`batch_id: is ${job.status} already`);
    return jsonReply(batchObject(job));
  },
};
