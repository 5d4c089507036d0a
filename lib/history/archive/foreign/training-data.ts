import * as z from "zod/mini";
import { chain, contentOf, type ForeignFormat, type ForeignMessage } from "./foreign-thread";

/* Conversations as models are trained with: ShareGPT's and OpenAI's shape. Neither has ids or branches. */

const shareGptSchema = z.object({
  id: z.optional(z.union([z.string(), z.number()])),
  title: z.optional(z.string()),
  system: z.optional(z.string()),
  conversations: z.array(z.object({ from: z.string(), value: z.string() })),
});

const shareGptRoles: ReadonlyMap<string, "system" | "user" | "assistant"> = new Map([
  ["system", "system"],
  ["human", "user"],
  ["user", "user"],
  ["gpt", "assistant"],
  ["chatgpt", "assistant"],
  ["assistant", "assistant"],
]);

export const shareGpt: ForeignFormat = {
  name: "sharegpt",
  read(value) {
    const found = shareGptSchema.safeParse(value).data;
    if (!found) return undefined;
    const messages = found.conversations.map(({ from, value: text }): ForeignMessage | undefined => {
      const role = shareGptRoles.get(from);
      return role && { role, text };
    });
    const system: ForeignMessage[] = found.system ? [{ role: "system", text: found.system }] : [];
    return { title: found.title ?? "", nodes: chain([...system, ...messages]) };
  },
};

const openAiSchema = z.object({
  messages: z.array(
    z.object({
      role: z.enum(["system", "developer", "user", "assistant", "tool"]),
      content: z.optional(z.nullable(z.union([z.string(), z.array(z.unknown())]))),
      reasoning_content: z.optional(z.nullable(z.string())),
      tool_call_id: z.optional(z.string()),
      tool_calls: z.optional(
        z.nullable(
          z.array(
            z.object({ id: z.string(), function: z.object({ name: z.string(), arguments: z.string() }) }),
          ),
        ),
      ),
    }),
  ),
});
type OpenAiMessage = z.infer<typeof openAiSchema>["messages"][number];

function fromOpenAi(message: OpenAiMessage): ForeignMessage {
  const { text, files } = contentOf(message.content);
  switch (message.role) {
    case "system":
    case "developer":
      return { role: "system", text };
    case "user":
      return { role: "user", text, files };
    case "tool":
      return { role: "tool", toolCallId: message.tool_call_id ?? "", text };
    case "assistant": {
      const toolCalls = (message.tool_calls ?? []).map((call) => ({ id: call.id, ...call.function }));
      const reasoning = message.reasoning_content;
      return {
        role: "assistant",
        text,
        ...(reasoning && { reasoning }),
        ...(toolCalls.length > 0 && { toolCalls }),
      };
    }
  }
}

export const openAi: ForeignFormat = {
  name: "openai",
  read(value) {
    const found = openAiSchema.safeParse(value).data;
    return found && { title: "", nodes: chain(found.messages.map(fromOpenAi)) };
  },
};
