import "server-only";
import type { Route } from "./define-route";
import { readPeerAddress } from "./peer-address";
import { type ByteSink, commonHeaders, jsonType, type Reply } from "./reply";
import { createRouteTable } from "./route-table";

type RouteContext = { params: Promise<Record<string, string>> };
type WebHandler = ((request: Request, context: RouteContext) => Promise<Response>) & { route: Route };

async function* bytesOf(request: Request): AsyncGenerator<Uint8Array> {
  if (request.body) yield* request.body;
}

function streamBody(write: (sink: ByteSink) => Promise<void>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const reader = new AbortController();
  let wake: () => void = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const sink: ByteSink = {
        signal: reader.signal,
        write(chunk) {
          if (reader.signal.aborted) return false;
          controller.enqueue(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
          return (controller.desiredSize ?? 0) > 0;
        },
        drained: () =>
          new Promise((resolve) => {
            wake = resolve;
            if (reader.signal.aborted || (controller.desiredSize ?? 0) > 0) resolve();
          }),
      };
      void write(sink).then(
        () => reader.signal.aborted || controller.close(),
        (error) => reader.signal.aborted || controller.error(error),
      );
    },
    pull: () => wake(),
    cancel() {
      reader.abort();
      wake();
    },
  });
}

function respond(reply: Reply): Response {
  const headers = { ...commonHeaders, ...reply.headers };
  switch (reply.kind) {
    case "json":
      return Response.json(reply.body, { status: reply.status ?? 200, headers });
    case "json-text":
      return new Response(reply.text, { status: reply.status ?? 200, headers: { ...jsonType, ...headers } });
    case "empty":
      return new Response(null, { status: reply.status ?? 204, headers });
    case "stream":
      return new Response(streamBody(reply.write), { status: reply.status ?? 200, headers });
  }
}

async function answer(route: Route, request: Request, params: Record<string, string>): Promise<Response> {
  const reply = await route.answer({
    method: request.method,
    url: new URL(request.url),
    params,
    header: (name) => request.headers.get(name) ?? undefined,
    peerAddress: readPeerAddress(request.headers),
    bytes: () => bytesOf(request),
    signal: request.signal,
  });
  return respond(reply);
}

/** Serves a route as a Next route handler. */
export function serve(route: Route): WebHandler {
  const handler = async (request: Request, context: RouteContext) =>
    answer(route, request, await context.params);
  return Object.assign(handler, { route });
}

/** Serves a table of routes, whose last takes whatever the others do not, as one route handler of Next. */
export function serveTable(routes: readonly Route[]): (request: Request) => Promise<Response> {
  const table = createRouteTable(routes);
  return async (request) => {
    const found = table.find(request.method, new URL(request.url).pathname);
    return found ? answer(found.route, request, found.params) : new Response(null, { status: 404 });
  };
}
