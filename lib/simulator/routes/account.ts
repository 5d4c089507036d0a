import type { Route } from "@/lib/simulator/exchange";
import { failureReply } from "@/lib/simulator/failures";
import { jsonReply } from "@/lib/simulator/http/reply";

/** GET /user/info: withdrawn on 2026-08-14 (notes.md section 1). */
export const getUserInfo: Route = {
  method: "GET",
  path: "/v1/user/info",
  handle: ({ state, faults }) =>
    state.options.legacyUserInfo || faults.answer.legacyUserInfo
      ? jsonReply({
          code: 20000,
          message: "OK",
          status: true,
          data: {
            id: "userid",
            name: "",
            image: "",
            email: "",
            isAdmin: false,
            balance: "0.88",
            status: "normal",
            introduction: "",
            role: "",
            chargeBalance: "88.00",
            totalBalance: "88.88",
          },
        })
      : failureReply("error-20092"),
};
