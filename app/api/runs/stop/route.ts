import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { stopRequestSchema } from "@/lib/runs/run-request";
import { stopRuns } from "@/lib/runs/server/run-handlers";
import { services } from "@/lib/services/server/services";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/api/runs/stop",
    door: "browser",
    body: stopRequestSchema,
    handle: (request) => stopRuns(services().engine, request),
  }),
);
