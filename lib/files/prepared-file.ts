import * as z from "zod/mini";
import { fileProblems } from "./file-problem";

const media = { mediaId: z.string(), blob: z.instanceof(Blob) };

/** What the worker answers: a file ready to be kept and sent, or why it is not. */
export const preparedFileSchema = z.discriminatedUnion("kind", [
  z.object({
    ...media,
    kind: z.literal("image"),
    width: z.int(),
    height: z.int(),
    /** What it was before it was redrawn smaller. */
    original: z.optional(z.object({ width: z.int(), height: z.int(), bytes: z.int() })),
  }),
  z.object({ ...media, kind: z.enum(["video", "audio", "pdf"]) }),
  z.object({ kind: z.literal("text"), text: z.string() }),
  z.object({ kind: z.literal("problem"), problem: z.enum(fileProblems) }),
]);
export type PreparedFile = z.infer<typeof preparedFileSchema>;
