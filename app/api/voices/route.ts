import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";
import { voiceRequestSchema } from "@/lib/voices/voice-request";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/voices",
    door: "browser",
    handle: async () => {
      const voices = await services().voices.list();
      return voices.ok ? ok({ kind: "json", body: { voices: voices.value } }) : voices;
    },
  }),
);

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/api/voices",
    door: "browser",
    body: voiceRequestSchema,
    handle: async ({ body }) => {
      const made = await services().voices.make(body);
      return made.ok ? ok({ kind: "json", status: 201, body: { uri: made.value } }) : made;
    },
  }),
);
