import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { listen } from "@/lib/runs/server/run-handlers";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/runs/:id/sound",
    door: "browser",
    handle: (request) => listen(services().engine, request),
  }),
);
