import "server-only";

type ChatFields = { messages: readonly unknown[]; [field: string]: unknown };

const isDevelopers = (message: unknown): message is object =>
  typeof message === "object" && message !== null && "role" in message && message.role === "developer";

/**
 * A chat in OpenAI's newer words in those that SiliconFlow knows: it refuses the role `developer` (notes: 400), and takes
 * no notice of `max_completion_tokens`, so that an answer would be as long, and cost as much, as the model likes. Nothing
 * where it is in them already.
 */
export function chatInSiliconFlowsWords<Chat extends ChatFields>(chat: Chat): Chat | undefined {
  const { messages, max_completion_tokens: most } = chat;
  const isNewer = most != null && chat["max_tokens"] == null;
  if (!isNewer && !messages.some(isDevelopers)) return undefined;
  return {
    ...chat,
    messages: messages.map((message) => (isDevelopers(message) ? { ...message, role: "system" } : message)),
    ...(isNewer && { max_tokens: most }),
  };
}
