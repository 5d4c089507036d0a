import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { stopRun } from "@/lib/runs/server/run-handlers";
import { services } from "@/lib/services/server/services";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/api/runs/:id/stop",
    door: "browser",
    handle: (request) => stopRun(services().engine, request),
  }),
);
