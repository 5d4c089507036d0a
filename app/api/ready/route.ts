import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

/** The process can serve: it takes new runs and its database is open. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/ready",
    door: "probe",
    handle: async () => {
      const storage = await services().openStorage();
      const ready = storage && services().engine.accepting;
      return ok({ kind: "json", status: ready ? 200 : 503, body: { ready, storage } });
    },
  }),
);
