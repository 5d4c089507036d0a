import type { MessageRecord } from "@/lib/history/record";
import type { RunRequest } from "@/lib/runs/run-request";

type ChatInput = Extract<RunRequest, { operation: "chat.completions" }>["input"];

/** The words of an answer; its thinking is not sent back, as the platform does not reuse it. */
function answerText(record: Extract<MessageRecord, { role: "assistant" }>): string {
  const texts = record.output.parts.filter((part) => part.kind === "text" && part.choice === 0);
  return texts.map((part) => part.text).join("");
}

function toChatMessages(record: MessageRecord): ChatInput["messages"] {
  if (record.role === "user") return [{ role: "user", content: record.text }];
  const content = answerText(record);
  // A turn that failed before its first word says nothing to the model.
  return content === "" ? [] : [{ role: "assistant", content }];
}

/**
 * The run that answers the last question of a conversation. Only what was set is sent, except that a model with
 * a thinking switch is always told: left out, it would think.
 */
export function buildRequest(
  history: readonly MessageRecord[],
  settings: { model: string; enableThinking: boolean | null },
): RunRequest {
  const { model, enableThinking } = settings;
  const messages = history.flatMap(toChatMessages);
  const thinking = enableThinking === null ? {} : { enable_thinking: enableThinking };
  return { operation: "chat.completions", input: { model, messages, stream: true, ...thinking } };
}
