import "server-only";
import { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";
import type { Reply } from "@/lib/http/server/reply";

const listSchema = z.looseObject({ data: z.array(z.looseObject({ id: z.string() })) });

/** An id as it may stand in a path: with its slash, or with that percent-encoded. */
function idOf(written: string): string | undefined {
  try {
    return decodeURIComponent(written);
  } catch {
    return undefined;
  }
}

/** GET /v1/models/*id: one of those that the list has. */
export async function relayModel(
  list: (request: RouteRequest<undefined>) => Promise<Result<Reply, AppError>>,
  request: RouteRequest<undefined>,
): Promise<Result<Reply, AppError>> {
  const id = idOf(request.params["id"] ?? "");
  const listed = await list(request);
  if (!listed.ok) return listed;
  const { data } = listSchema.safeParse(listed.value.kind === "json" ? listed.value.body : undefined);
  if (!data) return err(appError("malformed-response"));
  const model = data.data.find((one) => one.id === id);
  if (!model) return err(appError("not-found", { field: "model" }));
  return ok({ kind: "json", ...(listed.value.headers && { headers: listed.value.headers }), body: model });
}
