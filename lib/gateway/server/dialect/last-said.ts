import "server-only";
import { z } from "zod";

const partSchema = z.union([
  z.looseObject({ type: z.literal("text"), text: z.string() }),
  z.looseObject({
    type: z.literal("image_url"),
    image_url: z.union([z.string(), z.looseObject({ url: z.string() })]),
  }),
]);
const messageSchema = z.looseObject({
  role: z.string(),
  content: z.union([z.string(), z.array(z.unknown())]),
});
type Message = z.infer<typeof messageSchema>;

/** Words, and the addresses of pictures. */
type Said = { text: string; pictures: string[] };

/** Pictures as Markdown writes them; nothing in it can be read in two ways, so that a long text takes no long time. */
const markdownPicture = /!\[[^[\]]{0,200}\]\(((?:https?:\/\/|data:image\/)[^\s()]+)\)/g;

function saidIn(text: string): Said {
  const pictures = [...text.matchAll(markdownPicture)].flatMap(([, address]) => address ?? []);
  return { text: pictures.length === 0 ? text : text.replace(markdownPicture, ""), pictures };
}

function saidBy({ content }: Message): Said {
  if (typeof content === "string") return saidIn(content);
  const parts = content.flatMap((part) => partSchema.safeParse(part).data ?? []);
  const said = parts.map((part): Said => {
    if (part.type === "text") return saidIn(part.text);
    const { image_url: address } = part;
    return { text: "", pictures: [typeof address === "string" ? address : address.url] };
  });
  return {
    text: said.flatMap(({ text }) => text || []).join("\n"),
    pictures: said.flatMap(({ pictures }) => pictures),
  };
}

/**
 * What the last message of the user says and the pictures in it, also those that stand in its text as Markdown. Where it
 * has none, `before` are those of the answer before it: «now make it blue» means what was made last.
 */
export function lastSaid(messages: readonly unknown[]): Said & { before: string[] } {
  const read = messages.flatMap((one) => messageSchema.safeParse(one).data ?? []);
  const at = read.findLastIndex(({ role }) => role === "user");
  const last = read[at];
  if (last === undefined) return { text: "", pictures: [], before: [] };
  const answers = read.slice(0, at).filter(({ role }) => role === "assistant");
  const before = answers.map((answer) => saidBy(answer).pictures).findLast(({ length }) => length > 0);
  const { text, pictures } = saidBy(last);
  return { text: text.trim(), pictures, before: before ?? [] };
}
