import { z } from "zod";

/*
 * GET /user/info. Withdrawn on the China site since 2026-08-14 (410, code 20092); the shape serves
 * SiliconFlow-compatible services that still have it. Balances are decimal strings in CNY.
 */

export const userInfoResponseSchema = z.looseObject({
  code: z.literal(20_000),
  message: z.string().nullish(),
  status: z.boolean().nullish(),
  data: z.looseObject({
    id: z.string().nullish(),
    name: z.string().nullish(),
    image: z.string().nullish(),
    email: z.string().nullish(),
    isAdmin: z.boolean().nullish(),
    /** Gifted balance. */
    balance: z.string().nullish(),
    /** Recharged balance. */
    chargeBalance: z.string().nullish(),
    totalBalance: z.string().nullish(),
    status: z.string().nullish(),
    introduction: z.string().nullish(),
    role: z.string().nullish(),
  }),
});

export type UserInfoResponse = z.infer<typeof userInfoResponseSchema>;
