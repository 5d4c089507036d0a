import { ok } from "@/lib/core/result";
import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";
import { readAccount } from "@/lib/usage/server/account";

/** What SiliconFlow says of the account behind this server's key; never the key. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/account",
    door: "browser",
    handle: async ({ signal }) => {
      const account = await readAccount(services().upstream, signal);
      return account.ok ? ok({ kind: "json", body: account.value }) : account;
    },
  }),
);
