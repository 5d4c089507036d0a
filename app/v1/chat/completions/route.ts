import { gatewayChatSchema, relayChat } from "@/lib/gateway/server/relay-chat";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/v1/chat/completions",
    door: "client",
    body: gatewayChatSchema,
    maxBodyBytes: 64 * 1024 * 1024,
    handle: (request) => relayChat(services().gateway, request),
  }),
);
