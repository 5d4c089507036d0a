import "server-only";
import { once } from "node:events";
import type { Server } from "node:http";
import { defineRoute, type Route, type RouteDeclaration } from "@/lib/http/server/define-route";
import { runRequestSchema, stopRequestSchema } from "../run-request";
import type { RunEngine } from "./engine";
import { followRun, followRuns, showRun, startRun, stopRun, stopRuns } from "./run-handlers";

/* What tests over HTTP share. */

/** The routes of runs, as `app/api/runs` declares them, over an engine that a test may put another in the place of. */
export function runRoutes(engine: () => RunEngine, reveal?: Parameters<typeof showRun>[2]): Route[] {
  const door = "browser";
  const without = (
    method: "GET" | "POST",
    path: string,
    handle: (
      engine: RunEngine,
      request: Parameters<RouteDeclaration<undefined>["handle"]>[0],
    ) => ReturnType<typeof showRun>,
  ) => defineRoute({ method, path, door, handle: (request) => handle(engine(), request) });
  return [
    defineRoute({
      method: "POST",
      path: "/api/runs",
      door,
      body: runRequestSchema,
      handle: (request) => startRun(engine(), request),
    }),
    defineRoute({
      method: "POST",
      path: "/api/runs/stop",
      door,
      body: stopRequestSchema,
      handle: (request) => stopRuns(engine(), request),
    }),
    without("GET", "/api/runs/events", followRuns),
    without("GET", "/api/runs/:id/events", followRun),
    without("GET", "/api/runs/:id", (now, request) => showRun(now, request, reveal)),
    without("POST", "/api/runs/:id/stop", stopRun),
  ];
}

/** Has a server listen on a free port of this machine; gives its address. */
export async function listen(server: Server): Promise<string> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  return typeof address === "object" && address ? `http://127.0.0.1:${address.port}` : "";
}
