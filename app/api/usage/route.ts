import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";
import { showUsage } from "@/lib/usage/server/usage-handlers";

/** Sums by day, model, operation and door. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/usage",
    door: "browser",
    handle: (request) => showUsage(services().usage, request),
  }),
);
