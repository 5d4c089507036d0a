import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";
import { exportCalls } from "@/lib/usage/server/usage-handlers";

/** All calls of a period as CSV. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/usage/export",
    door: "browser",
    handle: (request) => exportCalls(services().usage, request),
  }),
);
