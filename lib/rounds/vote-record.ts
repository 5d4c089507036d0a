import * as z from "zod/mini";
import { voteSchema } from "./round";

/** A vote as this browser keeps it for its rating; a round has one. */
export const voteRecordSchema = z.object({
  roundId: z.string(),
  /** Where the answers are, as long as they are kept. */
  threadId: z.string(),
  operation: z.string(),
  /** What the question was about: the name of a task tag, or a person's own words; empty without a tag. */
  task: z.string(),
  /** The models, lane by lane. */
  lanes: z.array(z.string()),
  vote: voteSchema,
  /** An answer named its own model or maker. */
  toldItself: z.boolean(),
  at: z.number(),
});
export type VoteRecord = z.infer<typeof voteRecordSchema>;

/** The task tags that have a name in every language. */
export const taskTags = ["writing", "code", "maths", "translation", "knowledge", "chat"] as const;
export type TaskTag = (typeof taskTags)[number];

export const isTaskTag = (task: string): task is TaskTag => taskTags.some((tag) => tag === task);
