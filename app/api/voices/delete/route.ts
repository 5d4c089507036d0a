import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";
import { voiceDeletionSchema } from "@/lib/voices/voice-request";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/api/voices/delete",
    door: "browser",
    body: voiceDeletionSchema,
    handle: async ({ body }) => {
      const removed = await services().voices.remove(body.uri);
      return removed.ok ? ok({ kind: "empty" }) : removed;
    },
  }),
);
