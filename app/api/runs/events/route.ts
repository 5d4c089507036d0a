import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { followRuns } from "@/lib/runs/server/run-handlers";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/runs/events",
    door: "browser",
    handle: (request) => followRuns(services().engine, request),
  }),
);
