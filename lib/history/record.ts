import * as z from "zod/mini";
import { voteSchema } from "@/lib/rounds/round";
import { runOutputSchema } from "@/lib/runs/snapshot";

/** A column of a comparison: a conversation of its own inside the thread. */
export const columnRecordSchema = z.object({
  id: z.string(),
  /** The last message of the branch that it shows. */
  leafId: z.string(),
  /** Grows with every change of the column's tree. */
  revision: z.int(),
  /** How it asks: only the compare page knows what lies in it. */
  setup: z.record(z.string(), z.unknown()),
  /** Taken out of the comparison; what was said in it is kept. */
  removedAt: z.optional(z.number()),
});
export type ColumnRecord = z.infer<typeof columnRecordSchema>;

/** A blind round: its columns answer under aliases until there is a result. */
export const roundRecordSchema = z.object({
  id: z.string(),
  /** The task tag; empty without one. */
  task: z.string(),
  /** The columns, lane by lane. */
  columns: z.array(z.string()),
  result: z.optional(
    z.object({
      vote: voteSchema,
      /** The models, lane by lane. */
      models: z.array(z.string()),
      /** The lanes whose answer named its own model or maker. */
      toldItself: z.array(z.int()),
    }),
  ),
});
export type RoundRecord = z.infer<typeof roundRecordSchema>;

/** `fill`: texts with a gap, for `/completions`. `compare`: several conversations side by side. */
export const threadKinds = ["chat", "fill", "compare"] as const;
export type ThreadKind = (typeof threadKinds)[number];

/** One conversation. Its messages form a tree; `leafId` is the last message of the branch that is shown. */
export const threadRecordSchema = z.object({
  id: z.string(),
  title: z.string(),
  /** Who gave the title; a person's is never replaced. Absent: the first words. */
  titledBy: z.optional(z.enum(["words", "model", "person"])),
  /** Absent: a chat. */
  kind: z.optional(z.enum(threadKinds)),
  /** Of a comparison, from left to right. */
  columns: z.optional(z.array(columnRecordSchema)),
  /** Of a comparison that began as a blind round. */
  round: z.optional(roundRecordSchema),
  leafId: z.string(),
  /** Grows with every change of the tree, so that other tabs notice. */
  revision: z.int(),
  createdAt: z.number(),
  updatedAt: z.number(),
  pinnedAt: z.optional(z.number()),
  /** Set while a deletion can still be undone. */
  deletedAt: z.optional(z.number()),
});
export type ThreadRecord = z.infer<typeof threadRecordSchema>;

const detailSchema = z.optional(z.enum(["auto", "low", "high"]));
const pixels = z.optional(z.int().check(z.nonnegative()));

/** Where an attachment's content is: in this browser's media, or at an address that only SiliconFlow opens. */
const sourceSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("media"), mediaId: z.string(), type: z.string(), bytes: z.number() }),
  z.object({ kind: z.literal("url"), url: z.string() }),
]);

export const attachmentSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("image"),
    id: z.string(),
    name: z.string(),
    source: sourceSchema,
    detail: detailSchema,
    width: pixels,
    height: pixels,
    /** What it was before it was made smaller to be sent. */
    original: z.optional(z.object({ width: z.int(), height: z.int(), bytes: z.int() })),
  }),
  z.object({
    kind: z.literal("video"),
    id: z.string(),
    name: z.string(),
    source: sourceSchema,
    detail: detailSchema,
    width: pixels,
    height: pixels,
    seconds: z.optional(z.number()),
    maxFrames: z.optional(z.int()),
    fps: z.optional(z.number()),
  }),
  z.object({
    kind: z.literal("audio"),
    id: z.string(),
    name: z.string(),
    source: sourceSchema,
    seconds: z.optional(z.number()),
  }),
  /** Sent whole, for the models that read one. */
  z.object({
    kind: z.literal("pdf"),
    id: z.string(),
    name: z.string(),
    source: sourceSchema,
    pages: z.optional(z.int()),
  }),
  /** A text file, sent as text before the message. */
  z.object({ kind: z.literal("text"), id: z.string(), name: z.string(), text: z.string() }),
]);
export type Attachment = z.infer<typeof attachmentSchema>;

const messageBase = {
  id: z.string(),
  threadId: z.string(),
  /** The column of a comparison in which it was said. */
  column: z.optional(z.string()),
  /** The message that this one follows; null for the first. */
  parentId: z.nullable(z.string()),
  createdAt: z.number(),
  /** Set while a deletion can still be undone; what follows the message is hidden with it. */
  deletedAt: z.optional(z.number()),
};

/** Instructions for the whole conversation; always the first message. */
export const systemRecordSchema = z.object({ ...messageBase, role: z.literal("system"), text: z.string() });

export const userRecordSchema = z.object({
  ...messageBase,
  role: z.literal("user"),
  text: z.string(),
  /** What stands behind the gap; `text` is what stands before it. */
  suffix: z.optional(z.string()),
  attachments: z.optional(z.array(attachmentSchema)),
});

/** An answer: the run that gives it, and what the run has said so far. */
export const answerRecordSchema = z.object({
  ...messageBase,
  role: z.literal("assistant"),
  model: z.string(),
  /** Absent: `chat.completions`. */
  operation: z.optional(z.enum(["chat.completions", "completions"])),
  /** What is sent beside model and messages, under SiliconFlow's own names. */
  fields: z.record(z.string(), z.unknown()),
  /** Names of the offered tools that this browser runs by itself. */
  builtInTools: z.optional(z.array(z.string())),
  /** Text that the answer goes on from and that is shown as its beginning. */
  continues: z.optional(z.object({ text: z.string(), by: z.enum(["prefix", "request"]) })),
  /** Which of several choices the conversation goes on with. */
  choice: z.optional(z.int()),
  /** A person has changed the words. */
  edited: z.optional(z.boolean()),
  /** Absent until the server has confirmed the start; the record's id is the idempotency key. */
  runId: z.optional(z.string()),
  output: runOutputSchema,
  /** The number of the last event in `output`. */
  sequence: z.int(),
});

export const toolResultSchema = z.object({
  toolCallId: z.string(),
  name: z.string(),
  content: z.string(),
  by: z.enum(["person", "browser"]),
});
export type ToolResult = z.infer<typeof toolResultSchema>;

/** What the tools that an answer called gave back. */
export const toolRecordSchema = z.object({
  ...messageBase,
  role: z.literal("tool"),
  results: z.array(toolResultSchema),
});

export const messageRecordSchema = z.discriminatedUnion("role", [
  systemRecordSchema,
  userRecordSchema,
  answerRecordSchema,
  toolRecordSchema,
]);

export type SystemRecord = z.infer<typeof systemRecordSchema>;
export type UserRecord = z.infer<typeof userRecordSchema>;
export type AnswerRecord = z.infer<typeof answerRecordSchema>;
export type ToolRecord = z.infer<typeof toolRecordSchema>;
export type MessageRecord = z.infer<typeof messageRecordSchema>;
