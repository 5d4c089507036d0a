import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/models",
    door: "browser",
    handle: async () => {
      const list = await services().models.chatModels();
      return list.ok ? ok({ kind: "json", body: list.value }) : list;
    },
  }),
);
