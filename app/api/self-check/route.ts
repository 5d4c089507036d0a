import { ok } from "@/lib/core/result";
import { env } from "@/lib/env/server/env";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { checkServer } from "@/lib/self-check/server/server-check";
import { services } from "@/lib/services/server/services";

/** How the server stands: SiliconFlow, disk, database, time. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/self-check",
    door: "browser",
    handle: async () => {
      const { upstream, openStorage } = services();
      const { dataDirectory, upstream: settings } = env();
      const parts = { upstream, openStorage, dataDirectory, simulated: settings.simulated };
      return ok({ kind: "json", body: await checkServer(parts) });
    },
  }),
);
