import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

/** How often SiliconFlow refused calls for a limit in the last hour. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/limits",
    door: "browser",
    handle: async () => ok({ kind: "json", body: services().limits.seen() }),
  }),
);
