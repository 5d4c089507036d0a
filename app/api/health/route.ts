import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";

/** The process lives. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/health",
    door: "probe",
    handle: async () => ok({ kind: "json", body: { status: "alive" } }),
  }),
);
