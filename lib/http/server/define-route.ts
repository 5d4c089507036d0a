import "server-only";
import type { ZodType } from "zod";
import { type AppError, AppFailure, appError } from "@/lib/core/app-error";
import { err, ok, type Result } from "@/lib/core/result";
import { env } from "@/lib/env/server/env";
import { clientKeys } from "@/lib/keys/server/client-keys";
import type { ClientKey } from "@/lib/keys/server/key-file";
import { logger } from "@/lib/log/server/logger";
import { type AccessRequest, type Door, type Passed, passDoor } from "./access";
import { atPace } from "./body-pace";
import { bodyRoom, type HeldBody } from "./body-room";
import { type ClientCall, watchCall } from "./client-call";
import { crossOriginHeaders, preflightReply } from "./cross-origin";
import { type ErrorForm, errorReply } from "./envelope";
import { oneReading } from "./one-reading";
import type { Reply } from "./reply";

export type Method = "GET" | "POST" | "DELETE";

/** A request as it reached one of the two adapters. */
export type IncomingRequest = AccessRequest & {
  url: URL;
  params: Record<string, string>;
  /** The body's bytes as they arrive. What is not read is dropped; a connection that breaks throws. */
  bytes(): AsyncIterable<Uint8Array>;
  /** Aborts when the caller goes away. */
  signal: AbortSignal;
};

export type RouteRequest<Body> = Omit<IncomingRequest, "bytes" | "peerAddress"> & {
  body: Body;
  /** The body as it came, for a door that hands it on untouched. */
  bodyText: string;
  /** The key of a program that needed one. */
  client: ClientKey | undefined;
  /** What is told of the call when it ends. */
  call: ClientCall;
};

type DoorRequest = IncomingRequest & Pick<RouteRequest<unknown>, "client" | "call"> & { held: HeldBody };

export type RouteDeclaration<Body> = {
  /** `*` takes every method. */
  method: Method | "*";
  /** As in the folder: `/api/runs/:id/events`. A last part `*name` stands for one or several. */
  path: string;
  door: Door;
  /** The schema of a JSON body; a route without one reads none. */
  body?: ZodType<Body>;
  maxBodyBytes?: number;
  /** For callers that expect failures in another form than the door's. */
  errorForm?: ErrorForm;
  handle: (request: RouteRequest<Body>) => Promise<Result<Reply, AppError>>;
};

type UploadDeclaration = {
  method: "POST";
  path: string;
  door: Door;
  maxBodyBytes: () => number;
  /** Whether the handler keeps the body in memory, instead of handing its bytes on. */
  keepsBody?: boolean;
  handle: (request: RouteRequest<AsyncIterable<Uint8Array>>) => Promise<Result<Reply, AppError>>;
};

export type Route = {
  method: Method | "*";
  path: string;
  /** Always gives a reply; whatever goes wrong is one too. */
  answer: (request: IncomingRequest) => Promise<Reply>;
};

const defaultMaxBodyBytes = 8 * 1024 * 1024;

function announcedBytes(request: IncomingRequest): number | undefined {
  const header = request.header("content-length");
  return header === undefined ? undefined : Number(header);
}

/**
 * The body's bytes, checked on the way. Throws an AppFailure: `body-too-large` as soon as that is known, `body-too-slow`,
 * and `bad-request` for a body that breaks off or is not as long as it was announced.
 */
async function* checkedBytes(
  request: IncomingRequest,
  limitBytes: number,
  held?: HeldBody,
): AsyncGenerator<Uint8Array> {
  const announced = announcedBytes(request);
  let size = 0;
  const tooLarge = () => new AppFailure(appError("body-too-large"));
  if (announced !== undefined && announced > limitBytes) throw tooLarge();
  try {
    for await (const chunk of atPace(request.bytes(), env().bodyPatienceMs)) {
      size += chunk.byteLength;
      if (size > limitBytes) throw tooLarge();
      held?.take(chunk.byteLength);
      yield chunk;
    }
  } catch (thrown) {
    if (thrown instanceof AppFailure) throw thrown;
    throw new AppFailure(appError("bad-request", { detail: "The body broke off." }), { cause: thrown });
  }
  if (announced !== undefined && announced !== size)
    throw new AppFailure(appError("bad-request", { field: "Content-Length" }));
}

/** Whether it matters that nobody reads another model in a body than we do. */
const seesSomeModels = ({ client }: DoorRequest) =>
  client?.models !== undefined || env().offer.patterns.length > 0;

async function readJson<Body>(
  request: DoorRequest,
  schema: ZodType<Body>,
  limitBytes: number,
): Promise<Result<{ body: Body; bodyText: string }, AppError>> {
  // A page of another site can send text/plain without asking first, but not this.
  if (!/^application\/json\b/i.test(request.header("content-type") ?? ""))
    return err(appError("unsupported-media-type"));
  const chunks: Uint8Array[] = [];
  for await (const chunk of checkedBytes(request, limitBytes, request.held)) chunks.push(chunk);
  const bodyText = Buffer.concat(chunks).toString("utf8");
  let value: unknown;
  try {
    value = JSON.parse(bodyText);
  } catch {
    return err(appError("bad-request", { detail: "The body is not JSON." }));
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) {
    const text = seesSomeModels(request) ? oneReading(value) : ok(bodyText);
    return text.ok ? ok({ body: parsed.data, bodyText: text.value }) : text;
  }
  const [issue] = parsed.error.issues;
  const field = issue?.path.join(".");
  return err(appError("bad-request", { ...(field && { field }), ...(issue && { detail: issue.message }) }));
}

/**
 * Declares a route once. The same steps run for all, in this order: door, body, handler; a failure becomes the
 * door's envelope, and one that nobody expected is logged and says only that it happened.
 */
export function defineRoute<Body = undefined>(declaration: RouteDeclaration<Body>): Route {
  const { handle } = declaration;
  return behindDoor(declaration, async (request) => {
    if (!declaration.body) return handle({ ...request, body: undefined as Body, bodyText: "" });
    const body = await readJson(request, declaration.body, declaration.maxBodyBytes ?? defaultMaxBodyBytes);
    return body.ok ? handle({ ...request, ...body.value }) : body;
  });
}

/**
 * Declares a route that takes bytes of any type as they arrive: the same steps, but the handler reads the body.
 * Reading throws an AppFailure for a body that is too large, breaks off or is not as long as announced. The type
 * is no protection here; that a page of another site cannot send this is the door's doing, by the Origin.
 */
export function defineUploadRoute(declaration: UploadDeclaration): Route {
  return behindDoor(declaration, (request) => {
    const held = declaration.keepsBody ? request.held : undefined;
    const body = checkedBytes(request, declaration.maxBodyBytes(), held);
    return declaration.handle({ ...request, body, bodyText: "" });
  });
}

const pass = (door: Door, request: IncomingRequest): Result<Passed, AppError> =>
  passDoor(door, request, env(), clientKeys());

/** Lets through whom the door lets through, and makes a reply of whatever happens then. */
function behindDoor(
  {
    method,
    path,
    door,
    errorForm,
  }: Pick<RouteDeclaration<unknown>, "method" | "path" | "door" | "errorForm">,
  respond: (request: DoorRequest) => Promise<Result<Reply, AppError>>,
): Route {
  async function attempt(
    request: IncomingRequest,
    call: ClientCall,
    held: HeldBody,
  ): Promise<Result<Reply, AppError>> {
    const passed = pass(door, request);
    if (!passed.ok) return passed;
    const { client } = passed.value;
    call.key = client && { id: client.id, name: client.name };
    return respond({ ...request, client, call, held });
  }

  const refuse = (error: AppError, call: ClientCall): Reply => {
    call.error = error.code;
    return errorReply(door, error, errorForm);
  };

  async function replyTo(request: IncomingRequest, call: ClientCall): Promise<Reply> {
    const held = bodyRoom().enter();
    try {
      const result = await attempt(request, call, held);
      return result.ok ? result.value : refuse(result.error, call);
    } catch (thrown) {
      if (thrown instanceof AppFailure) return refuse(thrown.error, call);
      logger().error({ err: thrown, method, path }, "a route failed");
      return refuse(appError("internal"), call);
    } finally {
      held.leave();
    }
  }

  async function answerClient(request: IncomingRequest, call: ClientCall): Promise<Reply> {
    const startedAt = performance.now();
    const keys = clientKeys();
    await keys.refresh();
    const opened = crossOriginHeaders(request, env().clientOrigins, keys.required);
    const preflight = preflightReply(request, opened);
    if (preflight) return preflight;
    const reply = await replyTo(request, call);
    const readable = opened ? { ...reply, headers: { ...reply.headers, ...opened } } : reply;
    return watchCall(call, startedAt, readable);
  }

  async function answer(request: IncomingRequest): Promise<Reply> {
    const call: ClientCall = { method, path, key: undefined };
    return door === "client" ? answerClient(request, call) : replyTo(request, call);
  }

  return { method, path, answer };
}
