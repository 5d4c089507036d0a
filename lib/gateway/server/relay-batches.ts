import "server-only";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import { operations } from "@/lib/siliconflow/operations";
import { modelsOfFile } from "./call-gates";
import type { ModelOffer } from "./model-offer";
import { asItCame, askWhole, lookUp, type RelayParts } from "./relay";
import { idIn } from "./relay-files";

export const gatewayBatchSchema = z.looseObject({
  input_file_id: z.string().min(1),
  replace: z.looseObject({ model: z.string().optional() }).nullish(),
});

/** Where not every model may be used, nobody looks into the file, which may be of 1 GB: the batch says its model. */
const modelWanted = appError("bad-request", {
  field: "replace.model",
  detail:
    'Not every model may be used here. Name the one of this batch: "replace": {"model": "…"} beside input_file_id (extra_body in OpenAI\'s library).',
});

/** POST /v1/batches. What its answers used is known when its results are fetched (relay-files.ts). */
export async function relayBatch(
  parts: RelayParts & { offer: Pick<ModelOffer, "isLimited"> },
  request: RouteRequest<z.infer<typeof gatewayBatchSchema>>,
): Promise<Result<Reply, AppError>> {
  const { method, path } = operations.batches;
  const { body, bodyText, client } = request;
  const isLimited = parts.offer.isLimited || client?.models !== undefined;
  if (isLimited && !body.replace?.model) return err(modelWanted);
  const whole = await askWhole(parts, request, {
    operation: "batches",
    // The model stands in the file unless the batch names another.
    input: { model: body.replace?.model ?? modelsOfFile },
    request: { method, path, body: bodyText },
    byThePiece: "later",
    usageOf: () => undefined,
  });
  return whole.ok ? ok(asItCame(whole.value)) : whole;
}

type Lookup = RouteRequest<undefined>;

async function asked(
  parts: Pick<RelayParts, "upstream">,
  request: Lookup,
  method: "GET" | "POST",
  path: string,
) {
  const found = await lookUp(parts, request, { method, path });
  return found.ok ? ok(asItCame(found.value)) : found;
}

/** GET /v1/batches, page by page. */
export function listBatches(
  parts: Pick<RelayParts, "upstream">,
  request: Lookup,
): Promise<Result<Reply, AppError>> {
  const { method, path } = operations["batches.list"];
  const query = new URLSearchParams();
  for (const name of ["after", "limit"]) {
    const value = request.url.searchParams.get(name);
    if (value) query.set(name, value);
  }
  return asked(parts, request, method, query.size > 0 ? `${path}?${query}` : path);
}

/** GET /v1/batches/:id, and POST /v1/batches/:id/cancel. */
export async function relayBatchById(
  operation: "batches.get" | "batches.cancel",
  parts: Pick<RelayParts, "upstream">,
  request: Lookup,
): Promise<Result<Reply, AppError>> {
  const id = idIn(request);
  const { method, path } = operations[operation];
  return id ? asked(parts, request, method, path.replace("{batch_id}", id)) : err(appError("not-found"));
}
