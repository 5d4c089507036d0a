import * as z from "zod/mini";
import {
  contentOf,
  type ForeignFile,
  type ForeignFormat,
  type ForeignMessage,
  timeOf,
} from "./foreign-thread";

/* Open WebUI's export: a list of chats, each with its messages by id and the id of the last one shown. */

const messageSchema = z.object({
  id: z.string(),
  parentId: z.optional(z.nullable(z.string())),
  role: z.string(),
  content: z.unknown(),
  model: z.optional(z.nullable(z.string())),
  timestamp: z.optional(z.unknown()),
  files: z.optional(z.nullable(z.array(z.unknown()))),
});
type Message = z.infer<typeof messageSchema>;

const chatSchema = z.object({
  id: z.optional(z.nullable(z.string())),
  title: z.optional(z.nullable(z.string())),
  created_at: z.optional(z.unknown()),
  updated_at: z.optional(z.unknown()),
  chat: z.object({
    title: z.optional(z.nullable(z.string())),
    system: z.optional(z.nullable(z.string())),
    history: z.object({
      currentId: z.optional(z.nullable(z.string())),
      messages: z.record(z.string(), messageSchema),
    }),
  }),
});

const imageSchema = z.object({ type: z.literal("image"), url: z.string() });

/** Thinking stands before the answer as an element of its own. */
const thinking = /^\s*<details type="reasoning"[^>]*>([\s\S]*?)<\/details>\s*/;

function withoutThinking(text: string): { text: string; reasoning?: string } {
  const found = thinking.exec(text);
  if (!found) return { text };
  const inner = (found[1] ?? "").replace(/<summary>[\s\S]*?<\/summary>/, "");
  const reasoning = inner.replaceAll(/^(?:&gt;|>) ?/gm, "").trim();
  return { text: text.slice(found[0].length), reasoning };
}

function messageOf({ role, content, model, files = [] }: Message): ForeignMessage | undefined {
  const read = contentOf(content);
  if (role === "user") {
    const pictures = (files ?? []).map((file): ForeignFile => {
      const image = imageSchema.safeParse(file).data;
      return image ? { kind: "address", url: image.url } : { kind: "entry", id: "" };
    });
    return { role, text: read.text, files: [...read.files, ...pictures] };
  }
  if (role === "system") return { role, text: read.text };
  if (role === "assistant") return { role, ...withoutThinking(read.text), ...(model && { model }) };
  return undefined;
}

export const openWebui: ForeignFormat = {
  name: "open-webui",
  read(value) {
    const found = chatSchema.safeParse(value).data;
    if (!found) return undefined;
    const { chat } = found;
    const createdAt = timeOf(found.created_at);
    const updatedAt = timeOf(found.updated_at);
    const nodes = Object.values(chat.history.messages).map((record) => {
      const message = messageOf(record);
      const time = timeOf(record.timestamp);
      return {
        id: record.id,
        parentId: record.parentId ?? null,
        ...(message ? { message } : { dropped: true }),
        ...(time !== undefined && { createdAt: time }),
      };
    });
    return {
      title: found.title ?? chat.title ?? "",
      nodes,
      ...(found.id && { id: found.id }),
      ...(chat.history.currentId && { leafId: chat.history.currentId }),
      ...(createdAt !== undefined && { createdAt }),
      ...(updatedAt !== undefined && { updatedAt }),
    };
  },
};
