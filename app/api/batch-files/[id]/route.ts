import { env } from "@/lib/env/server/env";
import { defineRoute, defineUploadRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { takePiece, tellReceived } from "@/lib/media/server/partial-uploads";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/batch-files/:id",
    door: "browser",
    handle: (request) => tellReceived(services().media.batchUploads, request),
  }),
);

export const POST = serve(
  defineUploadRoute({
    method: "POST",
    path: "/api/batch-files/:id",
    door: "browser",
    maxBodyBytes: () => env().batchFiles.maxBytes,
    handle: (request) => takePiece(services().media.batchUploads, env().batchFiles.maxBytes, request),
  }),
);
