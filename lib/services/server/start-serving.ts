import "server-only";
import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { env } from "@/lib/env/server/env";
import type { Route } from "@/lib/http/server/define-route";
import { createNodeDoor } from "@/lib/http/server/node-adapter";
import { OpenCalls } from "@/lib/http/server/open-calls";
import { notePeerAddress } from "@/lib/http/server/peer-address";
import { logger } from "@/lib/log/server/logger";
import { services } from "./services";

/** Whatever still runs is cut here: deploys must not wait for ever. */
const hardExitAfterMs = 5000;
/**
 * How long a connection waits for its next request. Node's five seconds are fewer than what pools of connections keep
 * them for (aiohttp's 15, a proxy's 60): a request on one that was just closed is lost.
 */
const keepAliveMs = 75_000;
const tidyEveryMs = 24 * 60 * 60 * 1000;

function refuseToStart(error: unknown): never {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

/**
 * Sees every request of this process's http servers before Next does: notes the socket's address on it and
 * answers the hot routes right there. Next has no hook for this, so it hangs on the servers' own event.
 */
function standBeforeNext(routes: readonly Route[], calls: OpenCalls): Set<http.Server> {
  const serving = new Set<http.Server>();
  const door = createNodeDoor(routes);
  const emit = http.Server.prototype.emit;
  http.Server.prototype.emit = function (this: http.Server, event: string, ...parameters: unknown[]) {
    if (event === "request") {
      const [request, response] = parameters as [IncomingMessage, ServerResponse];
      if (!serving.has(this)) this.keepAliveTimeout = keepAliveMs;
      serving.add(this);
      notePeerAddress(request);
      if (request.url?.startsWith("/v1/")) calls.watch(response);
      if (door(request, response)) return true;
    }
    return Reflect.apply(emit, this, [event, ...parameters]);
  };
  return serving;
}

/** SIGTERM drains: no new connections, running answers may finish. A second signal, or Ctrl+C, does not wait. */
function drainOnSignals(serving: Set<http.Server>, calls: OpenCalls, graceMs: number): void {
  let leaving = false;
  const leave = (grace: number) => {
    if (leaving) process.exit(1);
    leaving = true;
    for (const server of serving) {
      server.close();
      server.closeIdleConnections();
    }
    setTimeout(() => process.exit(1), grace + hardExitAfterMs).unref();
    services()
      .shutDown(grace, calls.over(grace))
      .then(
        () => process.exit(0),
        (error) => {
          logger().error({ err: error }, "the shutdown failed");
          process.exit(1);
        },
      );
  };
  process.on("SIGTERM", () => leave(graceMs));
  process.on("SIGINT", () => leave(0));
}

/** Checks the configuration, takes the data directory, and stands in front of Next with the hot routes. */
export function startServing(hotRoutes: readonly Route[]): void {
  const started = globalThis as typeof globalThis & { playgroundServing?: boolean };
  if (started.playgroundServing) return; // hot reload runs this again
  started.playgroundServing = true;
  try {
    const { shutdownGraceMs, production } = env();
    const { engine, rounds, media, journals, openStorage } = services();
    // In development Next must serve them itself, or they would be the code of the first start.
    const calls = new OpenCalls();
    const serving = standBeforeNext(production ? hotRoutes : [], calls);
    drainOnSignals(serving, calls, shutdownGraceMs);
    void openStorage()
      .then((opened) => (opened ? engine.recover() : undefined))
      .catch((error) => {
        logger().error({ err: error }, "the database could not be brought up to date");
      });
    const forget = async () => {
      if (await openStorage()) await Promise.all([engine.forgetOld(), rounds.forgetOld()]);
    };
    const tidy = () =>
      void Promise.all([
        forget(),
        ...[...Object.values(media), journals].map((store) => store.removeUnused()),
      ]).catch((error) => {
        logger().error({ err: error }, "what is no longer needed could not be removed");
      });
    tidy();
    setInterval(tidy, tidyEveryMs).unref();
  } catch (error) {
    refuseToStart(error);
  }
}
