import { ok } from "@/lib/core/result";
import { env } from "@/lib/env/server/env";
import { defineUploadRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { clientKeys } from "@/lib/keys/server/client-keys";
import { holdsSecret, searchable } from "@/lib/self-check/server/find-secret";
import { mostSearchBytes } from "@/lib/self-check/server-report";

/** Whether one of the server's keys stands in a text. The text is not kept. */
export const POST = serve(
  defineUploadRoute({
    method: "POST",
    path: "/api/self-check/search",
    door: "browser",
    maxBodyBytes: () => mostSearchBytes,
    handle: async ({ body }) => {
      const { upstream, metricsToken } = env();
      const keys = clientKeys();
      await keys.refresh();
      // The simulator's is no secret: it stands in the sources.
      const own = upstream.simulated || upstream.apiKey === undefined ? [] : [upstream.apiKey];
      const secrets = searchable([...own, ...keys.plain, ...(metricsToken ? [metricsToken] : [])]);
      const found = await holdsSecret(secrets, body);
      return ok({ kind: "json", body: { secrets: secrets.length, found } });
    },
  }),
);
