import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

/** What Prometheus asks for. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/metrics",
    door: "metrics",
    handle: async () => {
      const { contentType, body } = await services().metrics.text();
      return ok({
        kind: "stream",
        headers: { "content-type": contentType },
        write: async (sink) => {
          sink.write(body);
        },
      });
    },
  }),
);
