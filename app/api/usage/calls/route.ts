import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";
import { listCalls } from "@/lib/usage/server/usage-handlers";

/** Single calls, the newest first. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/usage/calls",
    door: "browser",
    handle: (request) => listCalls(services().usage, request),
  }),
);
