import "server-only";
import type { ZodType } from "zod";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { env } from "@/lib/env/server/env";
import { logger } from "@/lib/log/server/logger";
import { type AccessRequest, type Door, refuseAccess } from "./access";
import { errorReply } from "./envelope";
import type { Reply } from "./reply";

export type Method = "GET" | "POST" | "DELETE";

/** A request as it reached one of the two adapters. */
export type IncomingRequest = AccessRequest & {
  url: URL;
  params: Record<string, string>;
  /** The body's bytes. Fails with `body-too-large` as soon as there are more than `limitBytes`. */
  readBody(limitBytes: number): Promise<Result<Uint8Array, AppError>>;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
};

export type RouteRequest<Body> = Omit<IncomingRequest, "readBody" | "peerAddress"> & {
  body: Body;
  /** The body as it came, for a door that hands it on untouched. */
  bodyText: string;
};

export type RouteDeclaration<Body> = {
  method: Method;
  /** As in the folder: `/api/runs/:id/events`. */
  path: string;
  door: Door;
  /** The schema of a JSON body; a route without one reads none. */
  body?: ZodType<Body>;
  maxBodyBytes?: number;
  handle: (request: RouteRequest<Body>) => Promise<Result<Reply, AppError>>;
};

export type Route = {
  method: Method;
  path: string;
  /** Always gives a reply; whatever goes wrong is one too. */
  answer: (request: IncomingRequest) => Promise<Reply>;
};

const defaultMaxBodyBytes = 8 * 1024 * 1024;

async function readJson<Body>(
  request: IncomingRequest,
  schema: ZodType<Body>,
  limitBytes: number,
): Promise<Result<{ body: Body; bodyText: string }, AppError>> {
  // A page of another site can send text/plain without asking first, but not this.
  if (!/^application\/json\b/i.test(request.header("content-type") ?? ""))
    return err(appError("unsupported-media-type"));
  const bytes = await request.readBody(limitBytes);
  if (!bytes.ok) return bytes;
  const bodyText = Buffer.from(bytes.value).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(bodyText);
  } catch {
    return err(appError("bad-request", { detail: "The body is not JSON." }));
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return ok({ body: parsed.data, bodyText });
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  return err(appError("bad-request", { ...(field && { field }), ...(issue && { detail: issue.message }) }));
}

/**
 * Declares a route once. The same steps run for all, in this order: door, body, handler; a failure becomes the
 * door's envelope, and one that nobody expected is logged and says only that it happened.
 */
export function defineRoute<Body = undefined>(declaration: RouteDeclaration<Body>): Route {
  const { method, path, door, handle } = declaration;

  async function attempt(request: IncomingRequest): Promise<Result<Reply, AppError>> {
    const refusal = refuseAccess(door, request, env());
    if (refusal) return err(refusal);
    if (!declaration.body) return handle({ ...request, body: undefined as Body, bodyText: "" });
    const body = await readJson(request, declaration.body, declaration.maxBodyBytes ?? defaultMaxBodyBytes);
    return body.ok ? handle({ ...request, ...body.value }) : body;
  }

  async function answer(request: IncomingRequest): Promise<Reply> {
    try {
      const result = await attempt(request);
      return result.ok ? result.value : errorReply(door, result.error);
    } catch (thrown) {
      if (thrown instanceof AppFailure) return errorReply(door, thrown.error);
      logger().error({ err: thrown, method, path }, "a route failed");
      return errorReply(door, appError("internal"));
    }
  }

  return { method, path, answer };
}
