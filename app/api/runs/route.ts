import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { runRequestSchema } from "@/lib/runs/run-request";
import { startRun } from "@/lib/runs/server/run-handlers";
import { services } from "@/lib/services/server/services";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/api/runs",
    door: "browser",
    body: runRequestSchema,
    handle: (request) => startRun(services().engine, request),
  }),
);
