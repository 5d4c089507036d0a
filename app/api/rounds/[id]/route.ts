import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { showRound } from "@/lib/rounds/server/round-handlers";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/rounds/:id",
    door: "browser",
    handle: (request) => showRound(services().rounds, request),
  }),
);
