import * as z from "zod/mini";
import type { ForeignFile, ForeignFormat, ForeignMessage, ForeignNode } from "./foreign-thread";
import { timeOf } from "./foreign-thread";

/* ChatGPT's `conversations.json`: each conversation is a mapping from ids to nodes of a tree. */

const nullish = <Schema extends z.ZodMiniType>(schema: Schema) => z.optional(z.nullable(schema));

const messageSchema = z.object({
  author: z.object({ role: z.string() }),
  create_time: nullish(z.number()),
  content: z.object({
    content_type: z.optional(z.string()),
    parts: z.optional(z.array(z.unknown())),
    text: z.optional(z.string()),
    thoughts: z.optional(z.array(z.object({ content: z.optional(z.string()) }))),
  }),
  recipient: nullish(z.string()),
  metadata: nullish(
    z.object({
      model_slug: nullish(z.string()),
      is_visually_hidden_from_conversation: nullish(z.boolean()),
    }),
  ),
});
type Message = z.infer<typeof messageSchema>;

const nodeSchema = z.object({
  id: z.string(),
  parent: nullish(z.string()),
  message: nullish(messageSchema),
});

const conversationSchema = z.object({
  title: nullish(z.string()),
  create_time: nullish(z.number()),
  update_time: nullish(z.number()),
  mapping: z.record(z.string(), nodeSchema),
  current_node: nullish(z.string()),
  conversation_id: nullish(z.string()),
  id: nullish(z.string()),
});

const assetSchema = z.object({ content_type: z.literal("image_asset_pointer"), asset_pointer: z.string() });

/** `file-service://file-abc` and `sediment://file_abc`: the zip has it as `file-abc-name.png`. */
const assetId = (pointer: string) => pointer.replace(/^[a-z-]+:\/\//, "");

function partsOf({ content }: Message): { text: string; files: ForeignFile[] } {
  const parts = content.parts ?? [];
  const texts = [content.text, ...parts].filter((part): part is string => typeof part === "string");
  const files = parts.flatMap((part): ForeignFile[] => {
    const asset = assetSchema.safeParse(part).data;
    return asset ? [{ kind: "entry", id: assetId(asset.asset_pointer) }] : [];
  });
  return { text: texts.join("\n\n"), files };
}

function messageOf(message: Message): ForeignMessage | undefined {
  const { author, content, metadata } = message;
  if (metadata?.is_visually_hidden_from_conversation) return undefined;
  const { text, files } = partsOf(message);
  const reasoning = content.thoughts?.map((thought) => thought.content ?? "").join("\n\n") ?? "";
  const isCode = content.content_type === "code";
  if (text === "" && files.length === 0 && reasoning === "") return undefined;
  if (author.role === "user") return { role: "user", text, files };
  if (author.role === "system") return { role: "system", text };
  if (author.role !== "assistant") return undefined;
  const model = metadata?.model_slug;
  return {
    role: "assistant",
    text: isCode ? `\`\`\`\n${text}\n\`\`\`` : text,
    ...(reasoning !== "" && { reasoning }),
    ...(model && { model }),
  };
}

function nodeOf({ id, parent, message }: z.infer<typeof nodeSchema>): ForeignNode {
  const createdAt = timeOf(message?.create_time);
  const read = message ? messageOf(message) : undefined;
  return {
    id,
    parentId: parent ?? null,
    ...(createdAt !== undefined && { createdAt }),
    ...(read && { message: read }),
    ...(message?.author.role === "tool" && { dropped: true }),
  };
}

export const chatgpt: ForeignFormat = {
  name: "chatgpt",
  read(value) {
    const found = conversationSchema.safeParse(value).data;
    if (!found) return undefined;
    const createdAt = timeOf(found.create_time);
    const updatedAt = timeOf(found.update_time);
    const id = found.conversation_id ?? found.id;
    return {
      title: found.title ?? "",
      nodes: Object.values(found.mapping).map(nodeOf),
      ...(id && { id }),
      ...(found.current_node && { leafId: found.current_node }),
      ...(createdAt !== undefined && { createdAt }),
      ...(updatedAt !== undefined && { updatedAt }),
    };
  },
};
