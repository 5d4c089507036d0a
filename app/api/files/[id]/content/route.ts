import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/files/:id/content",
    door: "browser",
    handle: (request) => services().batchAccount.giveFile(request),
  }),
);
