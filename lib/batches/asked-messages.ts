import * as z from "zod/mini";

const requestSchema = z.object({
  body: z.object({
    messages: z.array(z.object({ role: z.optional(z.string()), content: z.optional(z.unknown()) })),
  }),
});

/** What one message says; pictures and sound are left out. */
function wordsOf(content: unknown): string {
  if (typeof content === "string") return content;
  if (!Array.isArray(content)) return "";
  return content
    .map((part: { text?: unknown }) => (typeof part?.text === "string" ? part.text : ""))
    .join(" ");
}

export type AskedMessage = { role: string; text: string };

/** The messages of a request in a line of a file; none where it cannot be read. */
export function messagesIn(line: unknown): AskedMessage[] {
  const { data } = requestSchema.safeParse(line);
  return data?.body.messages.map(({ role = "", content }) => ({ role, text: wordsOf(content) })) ?? [];
}
