import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { roundRequestSchema } from "@/lib/rounds/round-request";
import { createRound } from "@/lib/rounds/server/round-handlers";
import { services } from "@/lib/services/server/services";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/api/rounds",
    door: "browser",
    body: roundRequestSchema,
    maxBodyBytes: 256 * 1024,
    handle: (request) => createRound(services().rounds, request),
  }),
);
