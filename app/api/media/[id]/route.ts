import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { giveMedia, removeMedia } from "@/lib/media/server/media-handlers";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/media/:id",
    door: "browser",
    handle: (request) => giveMedia(services().media, request),
  }),
);

export const DELETE = serve(
  defineRoute({
    method: "DELETE",
    path: "/api/media/:id",
    door: "browser",
    handle: (request) => removeMedia(services().media, request),
  }),
);
