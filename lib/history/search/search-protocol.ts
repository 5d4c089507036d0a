import * as z from "zod/mini";
import { threadKinds } from "../record";

/* What page and worker say to each other. */

/** A stretch of a text with the place that was found; cut ends say so with `…`. */
const snippetSchema = z.object({ before: z.string(), match: z.string(), after: z.string() });
const kind = z.enum(threadKinds);

const titleHitSchema = z.object({
  threadId: z.string(),
  title: snippetSchema,
  kind,
  updatedAt: z.number(),
});
const messageHitSchema = z.object({
  messageId: z.string(),
  threadId: z.string(),
  title: z.string(),
  kind,
  role: z.enum(["system", "user", "assistant", "tool"]),
  createdAt: z.number(),
  snippet: snippetSchema,
});
export type Snippet = z.infer<typeof snippetSchema>;
export type TitleHit = z.infer<typeof titleHitSchema>;
export type MessageHit = z.infer<typeof messageHitSchema>;

export const searchCommandSchema = z.discriminatedUnion("type", [
  /** Ends the search before it. */
  z.object({ type: z.literal("search"), id: z.int(), query: z.string(), limit: z.int() }),
  z.object({ type: z.literal("cancel") }),
  /** Brings the index up to date, a step at a time. */
  z.object({ type: z.literal("index") }),
]);
export type SearchCommand = z.infer<typeof searchCommandSchema>;

export const searchReplySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("titles"), id: z.int(), hits: z.array(titleHitSchema) }),
  z.object({ type: z.literal("messages"), id: z.int(), hits: z.array(messageHitSchema) }),
  z.object({ type: z.literal("done"), id: z.int(), failed: z.boolean() }),
]);
export type SearchReply = z.infer<typeof searchReplySchema>;
