import * as z from "zod/mini";

/*
 * What another program's conversation is read into: a tree of nodes, some without a message (roots, hidden and
 * empty ones), from which the records are made.
 */

/** A file of a foreign message: its text, its address (`data:` or `https:`), or its name in the zip. */
export type ForeignFile =
  | { kind: "text"; name: string; text: string }
  | { kind: "address"; url: string }
  | { kind: "entry"; id: string };

export type ForeignMessage =
  | { role: "system"; text: string }
  | { role: "user"; text: string; files?: ForeignFile[] }
  | {
      role: "assistant";
      text: string;
      reasoning?: string;
      model?: string;
      toolCalls?: { id: string; name: string; arguments: string }[];
    }
  | { role: "tool"; toolCallId: string; text: string };

export type ForeignNode = {
  id: string;
  parentId: string | null;
  /** Epoch milliseconds. */
  createdAt?: number;
  /** Absent: a place in the tree that says nothing. */
  message?: ForeignMessage;
  /** Says something that has no place here. */
  dropped?: boolean;
};

export type ForeignThread = {
  /** The other program's id; without one, the nodes make it. */
  id?: string;
  title: string;
  createdAt?: number;
  updatedAt?: number;
  /** The last node of the shown branch; absent: the newest. */
  leafId?: string;
  nodes: ForeignNode[];
};

/** One program's shape: what it looks like from outside, and how it is read. */
export type ForeignFormat = {
  name: string;
  /** A thread, or nothing when the value has another shape. */
  read: (value: unknown) => ForeignThread | undefined;
};

/** Nodes behind each other. */
export function chain(messages: readonly (ForeignMessage | undefined)[]): ForeignNode[] {
  return messages.map((message, at) => ({
    id: String(at),
    parentId: at === 0 ? null : String(at - 1),
    ...(message ? { message } : { dropped: true }),
  }));
}

/** Seconds, milliseconds or an ISO date, as the programs write them, to epoch milliseconds. */
export function timeOf(value: unknown): number | undefined {
  const time =
    typeof value === "number"
      ? value < 1e11
        ? value * 1000
        : value
      : Date.parse(typeof value === "string" ? value : "");
  // Inside what Date can show.
  return Number.isFinite(time) && time > 0 && time < 8e15 ? Math.round(time) : undefined;
}

/** A part of a message's content as OpenAI writes it, which others have taken over. */
const partSchema = z.union([
  z.string(),
  z.object({ type: z.literal("text"), text: z.string() }),
  z.object({ type: z.literal("image_url"), image_url: z.union([z.string(), z.object({ url: z.string() })]) }),
]);

/** Text and pictures of a content in OpenAI's shape: a string, or a list of parts. */
export function contentOf(content: unknown): { text: string; files: ForeignFile[] } {
  if (typeof content === "string") return { text: content, files: [] };
  const texts: string[] = [];
  const files: ForeignFile[] = [];
  for (const value of Array.isArray(content) ? content : []) {
    const part = partSchema.safeParse(value).data;
    if (typeof part === "string") texts.push(part);
    else if (part?.type === "text") texts.push(part.text);
    else if (part)
      files.push({
        kind: "address",
        url: typeof part.image_url === "string" ? part.image_url : part.image_url.url,
      });
  }
  return { text: texts.join("\n\n"), files };
}
