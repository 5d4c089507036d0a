import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { voteRequestSchema } from "@/lib/rounds/round-request";
import { voteRound } from "@/lib/rounds/server/round-handlers";
import { services } from "@/lib/services/server/services";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/api/rounds/:id/vote",
    door: "browser",
    body: voteRequestSchema,
    handle: (request) => voteRound(services().rounds, request),
  }),
);
