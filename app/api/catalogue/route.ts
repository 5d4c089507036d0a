import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

/** Every model that SiliconFlow lists or the catalogue knows, with all that is known of it and who says so. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/catalogue",
    door: "browser",
    handle: async () => ok({ kind: "json", body: await services().models.everyModel() }),
  }),
);
