import { anthropicError } from "@/lib/gateway/server/anthropic-error";
import { countTokens, countTokensSchema } from "@/lib/gateway/server/relay-messages";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/v1/messages/count_tokens",
    door: "client",
    body: countTokensSchema,
    maxBodyBytes: 64 * 1024 * 1024,
    errorForm: anthropicError,
    handle: countTokens,
  }),
);
