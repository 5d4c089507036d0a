import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { giveMedia } from "@/lib/media/server/media-handlers";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/media/:id",
    door: "browser",
    handle: (request) => giveMedia(services().uploads, request),
  }),
);
