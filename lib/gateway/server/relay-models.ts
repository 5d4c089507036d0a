import "server-only";
import { type AppError, appError } from "@/lib/core/app-error";
import { parseJson } from "@/lib/core/parse-json";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";
import { upstreamError } from "@/lib/siliconflow/errors";
import { operations } from "@/lib/siliconflow/operations";
import { modelListResponseSchema } from "@/lib/siliconflow/schema/models";
import type { Upstream } from "@/lib/siliconflow/server/upstream";
import { anthropicModel, anthropicModels } from "./dialect/anthropic-model";
import type { ModelOffer } from "./model-offer";
import { malformed, passedOn, readTraced } from "./relay";

const maxListBytes = 4 * 1024 * 1024;
const { method, path } = operations.models;

/** The filters that SiliconFlow documents; anything else a caller writes stays here. */
type Lookup = RouteRequest<undefined>;

function filters(request: Lookup): string {
  const query = new URLSearchParams();
  for (const name of ["type", "sub_type"]) {
    const value = request.url.searchParams.get(name);
    if (value) query.set(name, value);
  }
  return query.size > 0 ? `?${query}` : "";
}

type ModelParts = { upstream: Upstream; offer: ModelOffer };

/** Anthropic's clients say which day's API they speak; nobody else does. */
const isAnthropics = (request: Lookup) => request.header("anthropic-version") !== undefined;

async function listed({ upstream, offer }: ModelParts, request: Lookup) {
  const query = filters(request);
  const reply = await upstream.call({ method, path: path + query }, request.signal);
  if (!reply.ok) return reply;
  const { status, headers } = reply.value;
  const text = await readTraced(reply.value, maxListBytes);
  if (status !== 200) return err(upstreamError({ status, body: text, ...headers }));
  const { data: list } = modelListResponseSchema.safeParse(parseJson(text));
  if (!list) return err(malformed(headers));
  return ok({
    list,
    models: offer.list(list.data, request.client, query === ""),
    headers: passedOn(headers),
  });
}

/** GET /v1/models: what SiliconFlow offers this server's key, and this server the caller's; in the form of who asks. */
export async function relayModels(parts: ModelParts, request: Lookup): Promise<Result<Reply, AppError>> {
  const found = await listed(parts, request);
  if (!found.ok) return found;
  const { list, models, headers } = found.value;
  const body = isAnthropics(request) ? anthropicModels(models) : { ...list, data: models };
  return ok({ kind: "json", headers, body });
}

/** An id as it may stand in a path: with its slash, or with that percent-encoded. */
function idOf(written: string): string | undefined {
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** GET /v1/models/*id: one of those that the list has. */
export async function relayModel(parts: ModelParts, request: Lookup): Promise<Result<Reply, AppError>> {
  const id = idOf(request.params["id"] ?? "");
  const found = await listed(parts, request);
  if (!found.ok) return found;
  const { models, headers } = found.value;
  const model = models.find((one) => one.id === id);
  if (!model) return err(appError("not-found", { field: "model" }));
  return ok({ kind: "json", headers, body: isAnthropics(request) ? anthropicModel(model) : model });
}
