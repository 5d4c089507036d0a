import * as z from "zod/mini";
import type { ForeignFormat, ForeignMessage, ForeignNode } from "./foreign-thread";
import { timeOf } from "./foreign-thread";

/* LibreChat's export of one conversation: its messages as a tree (`children`) or as a list with `parentMessageId`. */

const messageSchema = z.object({
  messageId: z.string(),
  parentMessageId: z.optional(z.nullable(z.string())),
  text: z.optional(z.nullable(z.string())),
  content: z.optional(z.nullable(z.array(z.unknown()))),
  isCreatedByUser: z.optional(z.boolean()),
  sender: z.optional(z.nullable(z.string())),
  model: z.optional(z.nullable(z.string())),
  createdAt: z.optional(z.unknown()),
  children: z.optional(z.nullable(z.array(z.unknown()))),
});
type Message = z.infer<typeof messageSchema>;

const conversationSchema = z.object({
  conversationId: z.string(),
  title: z.optional(z.nullable(z.string())),
  endpoint: z.optional(z.nullable(z.string())),
  options: z.optional(z.nullable(z.object({ model: z.optional(z.nullable(z.string())) }))),
  exportAt: z.optional(z.unknown()),
  messages: z.array(z.unknown()),
});

const textPart = z.object({
  type: z.literal("text"),
  text: z.union([z.string(), z.object({ value: z.string() })]),
});
const thinkPart = z.object({ type: z.literal("think"), think: z.string() });

function wordsOf({ text, content }: Message): { text: string; reasoning: string } {
  const texts = [text ?? ""];
  const thoughts: string[] = [];
  for (const value of content ?? []) {
    const part = textPart.safeParse(value).data;
    if (part) texts.push(typeof part.text === "string" ? part.text : part.text.value);
    else thoughts.push(thinkPart.safeParse(value).data?.think ?? "");
  }
  return { text: texts.filter(Boolean).join("\n\n"), reasoning: thoughts.filter(Boolean).join("\n\n") };
}

function messageOf(record: Message, model: string | undefined): ForeignMessage {
  const { text, reasoning } = wordsOf(record);
  if (record.isCreatedByUser ?? record.sender === "User") return { role: "user", text };
  const named = record.model ?? model;
  return { role: "assistant", text, ...(reasoning && { reasoning }), ...(named && { model: named }) };
}

/** Every message of the tree, without recursion: a hostile file may nest as deep as it likes. */
function nodesOf(messages: readonly unknown[], model: string | undefined): ForeignNode[] | undefined {
  const nodes: ForeignNode[] = [];
  const open = messages.map((value) => ({ value, parentId: undefined as string | undefined }));
  for (let next = open.pop(); next; next = open.pop()) {
    const record = messageSchema.safeParse(next.value).data;
    if (!record) return undefined;
    const time = timeOf(record.createdAt);
    nodes.push({
      id: record.messageId,
      parentId: next.parentId ?? record.parentMessageId ?? null,
      message: messageOf(record, model),
      ...(time !== undefined && { createdAt: time }),
    });
    for (const value of record.children ?? []) open.push({ value, parentId: record.messageId });
  }
  return nodes;
}

export const librechat: ForeignFormat = {
  name: "librechat",
  read(value) {
    const found = conversationSchema.safeParse(value).data;
    const nodes = found && nodesOf(found.messages, found.options?.model ?? undefined);
    if (!nodes) return undefined;
    const updatedAt = timeOf(found.exportAt);
    return {
      id: found.conversationId,
      title: found.title ?? "",
      nodes,
      ...(updatedAt !== undefined && { updatedAt }),
    };
  },
};
