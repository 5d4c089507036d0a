import "server-only";
import type { z } from "zod";
import { type AppError, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import type { RouteRequest } from "@/lib/http/server/define-route";

/** A request whose body is read by its handler: a form, or JSON where an operation takes both. */
export type StreamedRequest = RouteRequest<AsyncIterable<Uint8Array>>;

export const contentTypeOf = (request: Pick<StreamedRequest, "header">): string =>
  request.header("content-type") ?? "";

export const isForm = (request: Pick<StreamedRequest, "header">): boolean =>
  /^multipart\//i.test(contentTypeOf(request));

/** A value as a schema has it, or which field of it is wrong. */
export function checked<Value>(schema: z.ZodType<Value>, value: unknown): Result<Value, AppError> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok(parsed.data);
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  return err(appError("bad-request", { ...(field && { field }), ...(issue && { detail: issue.message }) }));
}

/** The same steps as for a route that takes JSON alone. */
export async function readJsonBody<Value>(
  request: StreamedRequest,
  schema: z.ZodType<Value>,
): Promise<Result<{ body: Value; bodyText: string }, AppError>> {
  if (!/^application\/json\b/i.test(contentTypeOf(request))) return err(appError("unsupported-media-type"));
  const pieces: Uint8Array[] = [];
  for await (const piece of request.body) pieces.push(piece);
  const bodyText = Buffer.concat(pieces).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(bodyText);
  } catch {
    return err(appError("bad-request", { detail: "The body is not JSON." }));
  }
  const body = checked(schema, value);
  return body.ok ? ok({ body: body.value, bodyText }) : body;
}
