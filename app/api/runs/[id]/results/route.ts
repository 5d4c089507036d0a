import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { giveResults } from "@/lib/runs/server/run-handlers";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/runs/:id/results",
    door: "browser",
    handle: (request) => giveResults(services().journals, request),
  }),
);
