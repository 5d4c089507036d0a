import "server-only";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { IncomingRequest, Route } from "./define-route";
import { type ByteSink, commonHeaders, jsonType, type Reply } from "./reply";

/** Destroying the request would cut the connection: the refusal is lost, or the next request on it. */
async function* bytesOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* request.iterator({ destroyOnReturn: false });
  } finally {
    request.resume(); // what is still to come is read and dropped
  }
}

function sinkOf(response: ServerResponse, signal: AbortSignal): ByteSink {
  return {
    signal,
    write: (chunk) => !signal.aborted && response.write(chunk),
    drained: async () => {
      if (signal.aborted || !response.writableNeedDrain) return;
      await once(response, "drain", { signal }).catch(() => {});
    },
  };
}

async function send(response: ServerResponse, reply: Reply, signal: AbortSignal): Promise<void> {
  const headers = { ...commonHeaders, ...reply.headers };
  switch (reply.kind) {
    case "json":
    case "json-text":
      response.writeHead(reply.status ?? 200, { ...jsonType, ...headers });
      response.end(reply.kind === "json" ? JSON.stringify(reply.body) : reply.text);
      return;
    case "empty":
      response.writeHead(reply.status ?? 204, headers).end();
      return;
    case "stream":
      response.writeHead(reply.status ?? 200, headers);
      response.flushHeaders();
      await reply.write(sinkOf(response, signal));
      response.end();
      return;
  }
}

/** The values of a path's parameters, or nothing when the path is another. */
function matchPath(pattern: readonly string[], pathname: string): Record<string, string> | undefined {
  const segments = pathname.split("/");
  if (segments.length !== pattern.length) return undefined;
  const params: Record<string, string> = {};
  for (const [index, expected] of pattern.entries()) {
    const segment = segments[index] ?? "";
    if (expected.startsWith(":")) params[expected.slice(1)] = segment;
    else if (expected !== segment) return undefined;
  }
  return params;
}

async function answer(
  route: Route,
  params: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const caller = new AbortController();
  response.once("close", () => caller.abort());
  const header = (name: string) => {
    const value = request.headers[name];
    return Array.isArray(value) ? value.join(", ") : value;
  };
  const incoming: IncomingRequest = {
    method: request.method ?? "",
    url: new URL(request.url ?? "/", "http://localhost"),
    params,
    header,
    peerAddress: request.socket.remoteAddress,
    bytes: () => bytesOf(request),
    signal: caller.signal,
  };
  await send(response, await route.answer(incoming), caller.signal);
}

/**
 * Serves the given routes on Node's own request and response, which costs a third of Next's web streams under
 * many streams (see README). Returns whether a request was taken; whatever is not goes on to Next.
 */
export function createNodeDoor(routes: readonly Route[]) {
  const table = routes.map((route) => ({ route, pattern: route.path.split("/") }));
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [pathname = ""] = (request.url ?? "").split("?");
    for (const { route, pattern } of table) {
      const params = request.method === route.method ? matchPath(pattern, pathname) : undefined;
      if (!params) continue;
      answer(route, params, request, response).catch(() => response.destroy());
      return true;
    }
    return false;
  };
}
