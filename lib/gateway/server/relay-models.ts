import "server-only";
import type { AppError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { modelListResponseSchema } from "@/lib/siliconflow/schema/models";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import type { ModelOffer } from "./model-offer";
import { malformed, passedOn, readTraced } from "./relay";

const maxListBytes = 4 * 1024 * 1024;
const { method, path } = operations.models;

/** The filters that SiliconFlow documents; anything else a caller writes stays here. */
function filters(request: RouteRequest<undefined>): string {
  const query = new URLSearchParams();
  for (const name of ["type", "sub_type"]) {
    const value = request.url.searchParams.get(name);
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `?${query}` : "";
}

type ModelParts = { upstream: Upstream; offer: ModelOffer };

/** GET /v1/models: what SiliconFlow offers this server's key, and this server the caller's. */
export async function relayModels(
  { upstream, offer }: ModelParts,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const query = filters(request);
  const reply = await upstream.call({ method, path: path + query }, request.signal);
  if (!reply.ok) return reply;
  const { status, headers } = reply.value;
  const text = await readTraced(reply.value, maxListBytes);
  if (status !== 200) return err(upstreamError({ status, body: text, ...headers }));
  try {
    const list = modelListResponseSchema.parse(JSON.parse(text));
    const data = offer.list(list.data, request.client, query === "");
    return ok({ kind: "json", headers: passedOn(headers), body: { ...list, data } });
  } catch {
    return err(malformed(headers));
  }
}
