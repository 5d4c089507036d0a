import * as z from "zod/mini";
import { runOutputSchema } from "@/lib/runs/snapshot";

/** One conversation. Its messages form a tree; `leafId` is the last message of the branch that is shown. */
export const threadRecordSchema = z.object({
  id: z.string(),
  title: z.string(),
  leafId: z.string(),
  createdAt: z.number(),
  updatedAt: z.number(),
  /** Set while a deletion can still be undone. */
  deletedAt: z.optional(z.number()),
});
export type ThreadRecord = z.infer<typeof threadRecordSchema>;

const messageBase = {
  id: z.string(),
  threadId: z.string(),
  /** The message that this one follows; null for the first. */
  parentId: z.nullable(z.string()),
  createdAt: z.number(),
};

export const userRecordSchema = z.object({ ...messageBase, role: z.literal("user"), text: z.string() });

/** An answer: the run that gives it, and what the run has said so far. */
export const answerRecordSchema = z.object({
  ...messageBase,
  role: z.literal("assistant"),
  model: z.string(),
  enableThinking: z.nullable(z.boolean()),
  /** Absent until the server has confirmed the start; the record's id is the idempotency key. */
  runId: z.optional(z.string()),
  output: runOutputSchema,
  /** The number of the last event in `output`. */
  sequence: z.int(),
});

export const messageRecordSchema = z.discriminatedUnion("role", [userRecordSchema, answerRecordSchema]);
export type UserRecord = z.infer<typeof userRecordSchema>;
export type AnswerRecord = z.infer<typeof answerRecordSchema>;
export type MessageRecord = z.infer<typeof messageRecordSchema>;
