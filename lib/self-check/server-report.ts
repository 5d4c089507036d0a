import * as z from "zod/mini";
import { appErrorSchema } from "@/lib/core/app-error";

/** GET /api/self-check: how the server stands. */
export const serverReportSchema = z.object({
  /** Epoch milliseconds by the server's clock. */
  now: z.number(),
  /** The built-in simulator answers. */
  simulated: z.boolean(),
  upstream: z.discriminatedUnion("state", [
    z.object({ state: z.literal("answers"), models: z.number(), milliseconds: z.number() }),
    z.object({ state: z.literal("fails"), error: appErrorSchema }),
  ]),
  /** The disk that DATA_DIR lies on; null where the system does not say. */
  disk: z.nullable(z.object({ freeBytes: z.number(), totalBytes: z.number() })),
  /** Something could be written to DATA_DIR and read back. */
  writable: z.boolean(),
  /** The database is open. */
  database: z.boolean(),
});
export type ServerReport = z.infer<typeof serverReportSchema>;

/** POST /api/self-check/search: whether one of the server's keys stands in a text. */
export const searchReplySchema = z.object({
  /** How many keys were looked for; with none nothing can be found. */
  secrets: z.number(),
  found: z.boolean(),
});
export type SearchReply = z.infer<typeof searchReplySchema>;

/** Bytes of one text that is searched at once. */
export const mostSearchBytes = 8 * 1024 * 1024;
