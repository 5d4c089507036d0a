import type { AnswerRecord, MessageRecord } from "@/lib/history/record";
import type { RunOutput } from "@/lib/runs/snapshot";

type Part = RunOutput["parts"][number];

const partsOf = (answer: AnswerRecord, kind: Part["kind"]) =>
  answer.output.parts.filter((part) => part.kind === kind && part.choice === (answer.choice ?? 0));

/** The words of an answer as the conversation goes on with them: what it continues, then what it says. */
export function answerText(answer: AnswerRecord): string {
  const said = partsOf(answer, "text").map(({ text }) => text);
  return (answer.continues?.text ?? "") + said.join("");
}

export type ToolCall = { id: string; name: string; arguments: string };

/** The calls of an answer; decided by their presence, since some models end them with another finish_reason. */
export function toolCallsOf(answer: AnswerRecord): ToolCall[] {
  return partsOf(answer, "tool-call").map(({ part, toolCallId, name, text }) => ({
    id: toolCallId ?? part,
    name: name ?? "",
    arguments: text,
  }));
}

/** The calls at the end of a conversation that nobody has answered yet. */
export function openToolCalls(path: readonly MessageRecord[]): ToolCall[] {
  const last = path.at(-1);
  return last?.role === "assistant" && last.output.state === "completed" ? toolCallsOf(last) : [];
}
