import type { ConnectReply } from "@/lib/connect/connect-reply";
import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { clientKeys } from "@/lib/keys/server/client-keys";

/** What a program needs to come in. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/connect",
    door: "browser",
    handle: async () => {
      const keys = clientKeys();
      await keys.refresh();
      const body: ConnectReply = { keysNeeded: keys.required, keys: keys.count, faults: [...keys.faults] };
      return ok({ kind: "json", body });
    },
  }),
);
