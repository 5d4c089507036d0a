import { z } from "zod";
import { chatCompletionRequestSchema } from "@/lib/siliconflow/schema/chat";
import { completionRequestSchema } from "@/lib/siliconflow/schema/completions";

/** What can be run, and with which input: SiliconFlow's own request body. */
export const runRequestSchema = z.discriminatedUnion("operation", [
  z.strictObject({ operation: z.literal("chat.completions"), input: chatCompletionRequestSchema }),
  z.strictObject({ operation: z.literal("completions"), input: completionRequestSchema }),
]);
export type RunRequest = z.infer<typeof runRequestSchema>;

/** Says which start this is; the same key never starts a second run. */
export const idempotencyKeySchema = z.string().min(8).max(200);

/** The runs to end at once. */
export const stopRequestSchema = z.strictObject({ ids: z.array(z.string()).min(1).max(64) });
export type StopRequest = z.infer<typeof stopRequestSchema>;
