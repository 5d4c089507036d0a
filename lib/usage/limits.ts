import * as z from "zod/mini";

/** GET /api/limits: how often SiliconFlow refused calls for a limit in the last hour, by model and meter. */
export const limitsSeenSchema = z.object({
  limits: z.array(
    z.object({
      model: z.string(),
      /** RPM, TPM, IPM …; null where SiliconFlow named none. */
      meter: z.nullable(z.string()),
      count: z.number(),
      /** Epoch milliseconds. */
      lastAt: z.number(),
    }),
  ),
  /** There were so many that the oldest were forgotten. */
  more: z.boolean(),
});
export type LimitsSeen = z.infer<typeof limitsSeenSchema>;
