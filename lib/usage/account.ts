import * as z from "zod/mini";

const text = z.nullable(z.string());

/** GET /api/account: what SiliconFlow says of the account, or that it does not say any more. */
export const accountSchema = z.discriminatedUnion("state", [
  z.object({
    state: z.literal("known"),
    name: text,
    email: text,
    status: text,
    /** Yuan, in SiliconFlow's own digits: gifted, recharged and both; vouchers are in none of them. */
    balance: text,
    chargeBalance: text,
    totalBalance: text,
  }),
  z.object({ state: z.literal("withdrawn") }),
]);
export type Account = z.infer<typeof accountSchema>;
