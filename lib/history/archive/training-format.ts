import type { MessageRecord } from "../record";
import type { StoredThread } from "./read-threads";
import { answerWords, callsOf, questionWords, shownBranch } from "./shown-words";

function openAiMessages(record: MessageRecord): object[] {
  switch (record.role) {
    case "system":
      return [{ role: "system", content: record.text }];
    case "user":
      return [{ role: "user", content: questionWords(record) }];
    case "tool":
      return record.results.map(({ toolCallId, content }) => ({
        role: "tool",
        tool_call_id: toolCallId,
        content,
      }));
    case "assistant": {
      const content = answerWords(record);
      const calls = callsOf(record).map(({ id, ...call }) => ({ id, type: "function", function: call }));
      if (calls.length > 0) return [{ role: "assistant", content: content || null, tool_calls: calls }];
      return content === "" ? [] : [{ role: "assistant", content }];
    }
  }
}

/** The shown branch as OpenAI's chat and fine-tuning data have it; nothing when nobody has said anything. */
export function toOpenAi(thread: StoredThread): { messages: object[] } | undefined {
  const messages = shownBranch(thread).flatMap(openAiMessages);
  return messages.length > 0 ? { messages } : undefined;
}

const said = (from: "system" | "human" | "gpt", value: string) => (value === "" ? [] : [{ from, value }]);

/** ShareGPT knows neither tools nor files: calls and results are left out. */
function shareGptTurns(record: MessageRecord): { from: string; value: string }[] {
  switch (record.role) {
    case "system":
      return said("system", record.text);
    case "user":
      return said("human", questionWords(record));
    case "assistant":
      return said("gpt", answerWords(record));
    case "tool":
      return [];
  }
}

/** The shown branch in ShareGPT's shape; nothing when nobody has said anything. */
export function toShareGpt(
  thread: StoredThread,
): { title: string; conversations: { from: string; value: string }[] } | undefined {
  const conversations = shownBranch(thread).flatMap(shareGptTurns);
  return conversations.length > 0 ? { title: thread.thread.title, conversations } : undefined;
}
