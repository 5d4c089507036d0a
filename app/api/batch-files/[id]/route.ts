import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { knowUpload } from "@/lib/media/server/media-handlers";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/batch-files/:id",
    door: "browser",
    handle: (request) => knowUpload(services().media.batchFiles, request),
  }),
);
