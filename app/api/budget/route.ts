import { defineRoute } from "@/lib/http/server/define-route";
import { serve } from "@/lib/http/server/web-adapter";
import { services } from "@/lib/services/server/services";
import { budgetRequestSchema } from "@/lib/usage/budget-request";
import { setBudget, showBudget } from "@/lib/usage/server/budget-handlers";

/** The month's budget, and what of it is used. */
export const GET = serve(
  defineRoute({
    method: "GET",
    path: "/api/budget",
    door: "browser",
    handle: () => showBudget(services().spending),
  }),
);

export const POST = serve(
  defineRoute({
    method: "POST",
    path: "/api/budget",
    door: "browser",
    body: budgetRequestSchema,
    handle: (request) => setBudget(services().spending, request),
  }),
);
