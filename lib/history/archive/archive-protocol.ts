import * as z from "zod/mini";
import { countsSchema } from "./archive-format";
import { archiveProblems } from "./failure";
import { skipReasons } from "./import-report";
import { markdownWordsSchema } from "./markdown-format";

/* What page and worker say to each other. A worker does one piece of work. */

export const exportFormats = ["archive", "markdown", "openai", "sharegpt"] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A request, and which of its results. */
const chosenCreationSchema = z.object({ id: z.string(), items: z.array(z.int()) });
export type ChosenCreation = z.infer<typeof chosenCreationSchema>;

export const archiveCommandSchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("import"), file: z.instanceof(Blob) }),
  z.object({
    type: z.literal("export"),
    format: z.enum(exportFormats),
    /** With neither: all. */
    threadIds: z.optional(z.array(z.string())),
    /** Pictures and clips, in an archive. */
    creations: z.optional(z.array(chosenCreationSchema)),
    words: markdownWordsSchema,
    /** The file that a person chose; absent: the reply brings the bytes. */
    target: z.optional(z.custom<FileSystemFileHandle>()),
  }),
  z.object({ type: z.literal("cancel") }),
]);
export type ArchiveCommand = z.infer<typeof archiveCommandSchema>;

const count = z.int();
export const archiveReplySchema = z.discriminatedUnion("type", [
  z.object({ type: z.literal("progress"), done: z.number(), total: z.number() }),
  z.object({
    type: z.literal("imported"),
    report: z.object({
      added: countsSchema,
      present: countsSchema,
      skipped: z.record(z.enum(skipReasons), count),
    }),
  }),
  z.object({
    type: z.literal("exported"),
    counts: countsSchema,
    missingMedia: count,
    /** Absent: it lies in the chosen file. */
    blob: z.optional(z.instanceof(Blob)),
  }),
  z.object({
    type: z.literal("failed"),
    problem: z.enum(archiveProblems),
    detail: z.optional(z.string()),
  }),
]);
export type ArchiveReply = z.infer<typeof archiveReplySchema>;
