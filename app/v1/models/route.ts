import { relayModels } from "@/lib/gateway/server/relay-models";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/v1/models",
    door: "client",
    handle: (request) => relayModels(services().gateway, request),
  }),
);
