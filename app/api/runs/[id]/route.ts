import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { showRun } from "@/lib/runs/server/run-handlers";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/runs/:id",
    door: "browser",
    handle: (request) => showRun(services().engine, request, services().rounds.reveal),
  }),
);
