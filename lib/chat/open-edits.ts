import * as z from "zod/mini";
import { forgetInTab, keepInTab, readInTab } from "@/lib/core/tab-storage";

/*
 * Messages that are being changed. What was typed is kept for this tab until it is saved or left, so that a reload or a
 * look into another conversation does not take it.
 */

const editSchema = z.object({ text: z.string(), suffix: z.optional(z.string()) });
export type Edit = z.infer<typeof editSchema>;

const keyOf = (messageId: string) => `edit:${messageId}`;

/** What was typed for a message; nothing when it is not being changed. */
export const keptEdit = (messageId: string): Edit | undefined =>
  editSchema.safeParse(readInTab(keyOf(messageId))).data;

export const keepEdit = (messageId: string, edit: Edit): void => keepInTab(keyOf(messageId), edit);

export const forgetEdit = (messageId: string): void => forgetInTab(keyOf(messageId));
