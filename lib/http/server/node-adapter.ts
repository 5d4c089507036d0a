import "server-only";
import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { IncomingRequest, Route } from "./define-route";
import { type ByteSink, commonHeaders, jsonType, type Reply } from "./reply";
import { createRouteTable } from "./route-table";

/** Destroying the request would cut the connection: the refusal is lost, or the next request on it. */
async function* bytesOf(request: IncomingMessage): AsyncGenerator<Uint8Array> {
  try {
    yield* request.iterator({ destroyOnReturn: false });
  } finally {
    request.resume(); // what is still to come is read and dropped
  }
}

/**
 * Headers go with the first piece where that comes at once, as one packet; else by themselves, for whoever waits for them.
 */
function sinkOf(response: ServerResponse, signal: AbortSignal): ByteSink {
  let alone: NodeJS.Immediate | undefined = setImmediate(
    () => response.writableEnded || response.flushHeaders(),
  );
  return {
    signal,
    write: (chunk) => {
      if (alone) clearImmediate(alone);
      alone = undefined;
      return !signal.aborted && response.write(chunk);
    },
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
      await reply.write(sinkOf(response, signal)).catch((thrown) => {
        if (!signal.aborted) throw thrown;
      });
      response.end();
      return;
  }
}

async function answer(
  route: Route,
  params: Record<string, string>,
  request: IncomingMessage,
  response: ServerResponse,
) {
  const caller = new AbortController();
  response.once("close", () => {
    if (!response.writableFinished) caller.abort();
  });
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
  const reply = await route.answer(incoming);
  // Nobody reads the bytes of a stream whose headers alone are asked for: whoever makes them need not go on.
  if (request.method === "HEAD" && reply.kind === "stream") caller.abort();
  await send(response, reply, caller.signal);
}

/**
 * Serves the given routes on Node's own request and response, which costs a third of Next's web streams under
 * many streams (see README). Returns whether a request was taken; whatever is not goes on to Next.
 */
export function createNodeDoor(routes: readonly Route[]) {
  const table = createRouteTable(routes);
  return (request: IncomingMessage, response: ServerResponse): boolean => {
    const [pathname = ""] = (request.url ?? "").split("?");
    const found = table.find(request.method ?? "", pathname);
    if (!found) return false;
    answer(found.route, found.params, request, response).catch(() => response.destroy());
    return true;
  };
}
