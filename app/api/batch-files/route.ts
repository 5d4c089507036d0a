import { env } from "@/lib/env/server/env";
import { defineUploadRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { takeUpload } from "@/lib/media/server/media-handlers";
import { services } from "@/lib/services/server/services";

export const POST = serve(
  defineUploadRoute({
    method: "POST",
    path: "/api/batch-files",
    door: "browser",
    maxBodyBytes: () => env().batchFiles.maxBytes,
    handle: (request) => takeUpload(services().media.batchFiles, request),
  }),
);
