import * as z from "zod/mini";

/** GET /api/connect: what a program needs to come in. */
export const connectReplySchema = z.object({
  keysNeeded: z.boolean(),
  /** How many keys there are, those that have expired included. */
  keys: z.number(),
  /** What is wrong with the administrator's keys; line 0 is the environment. Never a key. */
  faults: z.array(z.object({ line: z.number(), field: z.optional(z.string()), reason: z.string() })),
});
export type ConnectReply = z.infer<typeof connectReplySchema>;
