import { z } from "zod";
import { type MediaFacts, mediaFacts } from "@/lib/simulator/chat/media-facts";

/*
 * How the simulator reads a chat request. The product's schema only refuses what is wrong (chat/validate.ts);
 * reading it here a second time keeps client and simulator from sharing a mistake.
 */

const mediaSchema = z.object({ url: z.string(), detail: z.string().optional() }).optional();

const partSchema = z.object({
  type: z.string(),
  text: z.string().optional(),
  image_url: mediaSchema,
  video_url: mediaSchema,
  audio_url: mediaSchema,
});

const messageSchema = z.object({
  role: z.string(),
  content: z.union([z.string(), z.array(partSchema)]).nullish(),
  tool_calls: z
    .array(
      z.object({ id: z.string().nullish(), function: z.object({ name: z.string(), arguments: z.string() }) }),
    )
    .nullish(),
});

const toolSchema = z.object({
  function: z.object({
    name: z.string(),
    description: z.string().default(""),
    parameters: z.json().default({ type: "object", properties: {} }),
  }),
});

const gapSchema = z.object({ prefix: z.string().optional(), suffix: z.string().optional() });

const bodySchema = gapSchema.extend({
  messages: z.array(messageSchema),
  stream: z.boolean().default(false),
  max_tokens: z.number().optional(),
  enable_thinking: z.boolean().optional(),
  thinking_budget: z.number().optional(),
  temperature: z.number().optional(),
  stop: z.union([z.string(), z.array(z.string())]).nullish(),
  n: z.number().default(1),
  response_format: z
    .object({ type: z.string(), json_schema: z.record(z.string(), z.json()).optional() })
    .optional(),
  tools: z.array(toolSchema).default([]),
  tool_choice: z.union([z.string(), z.object({ function: z.object({ name: z.string() }) })]).default("auto"),
  extra_body: gapSchema.optional(),
});

export type ChatMedia = {
  kind: "image" | "video" | "audio";
  detail: string;
  /** Absent for an address. */
  facts: MediaFacts | undefined;
};

export type ChatTurn = {
  role: string;
  text: string;
  /** The last piece of text: what is asked, behind the texts that are attached. */
  question: string;
  media: ChatMedia[];
  /** Names of the functions that an assistant's turn called. */
  calls: string[];
};

export type ChatTool = z.output<typeof toolSchema>["function"];

export type ChatRequest = Omit<z.output<typeof bodySchema>, "messages" | "stop" | "tools" | "extra_body"> & {
  turns: ChatTurn[];
  stop: string[];
  tools: ChatTool[];
};

const mediaKinds: Readonly<Record<string, ChatMedia["kind"]>> = {
  image_url: "image",
  video_url: "video",
  audio_url: "audio",
};

type Part = z.output<typeof partSchema>;

function readMedium(part: Part): ChatMedia | undefined {
  const kind = mediaKinds[part.type];
  const medium = part.image_url ?? part.video_url ?? part.audio_url;
  if (kind === undefined || medium === undefined) return undefined;
  return { kind, detail: medium.detail ?? "auto", facts: mediaFacts(medium.url) };
}

function readTurn({ role, content, tool_calls: calls }: z.output<typeof messageSchema>): ChatTurn {
  const parts: Part[] = typeof content === "string" ? [{ type: "text", text: content }] : (content ?? []);
  const texts = parts.flatMap((part) => part.text ?? []);
  return {
    role,
    text: texts.join("\n"),
    question: texts.at(-1) ?? "",
    media: parts.flatMap((part) => readMedium(part) ?? []),
    calls: (calls ?? []).map((call) => call.function.name),
  };
}

/** Reads a body that the product's schema has let pass. */
export function readChatRequest(body: unknown): ChatRequest {
  const { messages, stop, tools, extra_body: extra, ...rest } = bodySchema.parse(body);
  const prefix = rest.prefix ?? extra?.prefix;
  const suffix = rest.suffix ?? extra?.suffix;
  return {
    ...rest,
    ...(prefix === undefined ? {} : { prefix }),
    ...(suffix === undefined ? {} : { suffix }),
    turns: messages.map(readTurn),
    stop: [stop ?? []].flat().filter((sequence) => sequence !== ""),
    tools: tools.map((tool) => tool.function),
  };
}

/** The newest turn of a role, or undefined. */
export function lastTurn(request: ChatRequest, role: string): ChatTurn | undefined {
  return request.turns.findLast((turn) => turn.role === role);
}
