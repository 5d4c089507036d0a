import "server-only";
import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";

const headerName = "x-playground-peer";

/** Shared by the bundles of this process: the one that writes the header and those that read it. */
const shared = globalThis as typeof globalThis & { playgroundPeerSecret?: string };
shared.playgroundPeerSecret ??= randomUUID();
const prefix = `${shared.playgroundPeerSecret} `;

/** Notes the socket's address on a request, over whatever the caller wrote there: route handlers see no socket. */
export function notePeerAddress(request: IncomingMessage): void {
  request.headers[headerName] = prefix + (request.socket.remoteAddress ?? "");
}

/** The socket's address as noted by this process; nothing when it was not. */
export function readPeerAddress(headers: Headers): string | undefined {
  const value = headers.get(headerName);
  return value?.startsWith(prefix) ? value.slice(prefix.length) : undefined;
}
