import { z } from "zod";
import { type ChatRequest, readChatRequest } from "@/lib/simulator/chat/chat-request";

/*
 * How the simulator reads Anthropic's dialect: as the chat request that asks for the same. The product's schema has
 * refused before what is wrong.
 */

const blockSchema = z.looseObject({
  type: z.string(),
  text: z.string().optional(),
  source: z
    .object({ url: z.string().optional(), media_type: z.string().optional(), data: z.string().optional() })
    .optional(),
  id: z.string().optional(),
  name: z.string().optional(),
  input: z.json().optional(),
  content: z.union([z.string(), z.array(z.looseObject({ text: z.string().optional() }))]).optional(),
});

type Block = z.output<typeof blockSchema>;

const turnSchema = z.object({ role: z.string(), content: z.union([z.string(), z.array(blockSchema)]) });

const bodySchema = z.object({
  messages: z.array(turnSchema),
  system: z.union([z.string(), z.array(z.object({ text: z.string() }))]).optional(),
  max_tokens: z.number(),
  stop_sequences: z.array(z.string()).optional(),
  stream: z.boolean().optional(),
  temperature: z.number().optional(),
  tools: z
    .array(z.object({ name: z.string(), description: z.string().optional(), input_schema: z.json() }))
    .default([]),
  tool_choice: z.object({ type: z.string(), name: z.string().optional() }).optional(),
  thinking: z.object({ type: z.string(), budget_tokens: z.number().optional() }).optional(),
});

type Body = z.output<typeof bodySchema>;

const textOf = (content: string | readonly { text?: string | undefined }[] | undefined) =>
  typeof content === "string" ? content : (content ?? []).flatMap(({ text }) => text ?? []).join("\n");

function partOf({ type, text, source }: Block): object[] {
  if (type === "text") return [{ type, text }];
  if (type !== "image" || source === undefined) return [];
  const url = source.url ?? `data:${source.media_type};base64,${source.data}`;
  return [{ type: "image_url", image_url: { url } }];
}

/** Results of tools are turns of their own in a chat request. */
function turnsOf({ role, content }: z.output<typeof turnSchema>) {
  if (typeof content === "string") return [{ role, content }];
  const results = content.filter(({ type }) => type === "tool_result");
  const calls = content.filter(({ type }) => type === "tool_use");
  const parts = content.flatMap(partOf);
  const turn = {
    role,
    content: parts,
    tool_calls: calls.map(({ id, name = "", input }) => ({
      id,
      function: { name, arguments: JSON.stringify(input) },
    })),
  };
  const turns = results.map((result) => ({ role: "tool", content: textOf(result.content) }));
  return parts.length > 0 || calls.length > 0 ? [...turns, turn] : turns;
}

function toolChoiceOf(choice: Body["tool_choice"]) {
  if (choice?.type === "tool") return { function: { name: choice.name ?? "" } };
  return choice?.type === "any" ? "required" : (choice?.type ?? "auto");
}

/** Reads a body that the product's schema has let pass. */
export function readMessagesRequest(body: unknown): ChatRequest {
  const { system, messages, stop_sequences, tools, tool_choice, thinking, ...same } = bodySchema.parse(body);
  const instruction = system === undefined ? [] : [{ role: "system", content: textOf(system) }];
  return readChatRequest({
    ...same,
    messages: [...instruction, ...messages.flatMap(turnsOf)],
    stop: stop_sequences,
    tools: tools.map(({ input_schema: parameters, ...tool }) => ({ function: { ...tool, parameters } })),
    tool_choice: toolChoiceOf(tool_choice),
    ...(thinking && { enable_thinking: thinking.type === "enabled" }),
    ...(thinking?.budget_tokens !== undefined && { thinking_budget: thinking.budget_tokens }),
  });
}
