import * as z from "zod/mini";

/*
 * Messages that are being changed. What was typed is kept for this tab until it is saved or left, so that a reload or a
 * look into another conversation does not take it.
 */

const editSchema = z.object({ text: z.string(), suffix: z.optional(z.string()) });
export type Edit = z.infer<typeof editSchema>;

const keyOf = (messageId: string) => `edit:${messageId}`;

/** What was typed for a message; nothing when it is not being changed. Never throws. */
export function keptEdit(messageId: string): Edit | undefined {
  try {
    return editSchema.safeParse(JSON.parse(sessionStorage.getItem(keyOf(messageId)) ?? "null")).data;
  } catch {
    return undefined;
  }
}

/** Never throws: without room it lives as long as the page. */
export function keepEdit(messageId: string, edit: Edit): void {
  try {
    sessionStorage.setItem(keyOf(messageId), JSON.stringify(edit));
  } catch {
    // no room, or no storage at all
  }
}

export function forgetEdit(messageId: string): void {
  try {
    sessionStorage.removeItem(keyOf(messageId));
  } catch {
    // no storage, no copy in it
  }
}
