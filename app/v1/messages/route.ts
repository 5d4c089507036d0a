import { anthropicError } from "@/lib/gateway/server/anthropic-error";
import { gatewayMessagesSchema, relayMessages } from "@/lib/gateway/server/relay-messages";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/v1/messages",
    door: "client",
    body: gatewayMessagesSchema,
    maxBodyBytes: 64 * 1024 * 1024,
    errorForm: anthropicError,
    handle: (request) => relayMessages(services().gateway, request),
  }),
);
