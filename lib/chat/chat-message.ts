import type { UIMessage } from "ai";
import type { AppError } from "@/lib/core/app-error";
import type { AnswerRecord, MessageRecord } from "@/lib/history/record";
import type { RunOutput } from "@/lib/runs/snapshot";

/** What is known of a run besides what it says. */
export type RunFacts = Omit<RunOutput, "parts">;

/** What an answer carries besides its text and its thinking. */
export type AnswerMetadata = {
  model: string;
  startedAt: number;
  facts: RunFacts;
  /** When thinking began and ended, in milliseconds since the start. */
  thinking?: { startedMs: number; endedMs?: number };
  /** A refusal that passes, and the attempt that is under way because of it. */
  retrying?: { attempt: number; error: AppError } | null;
  connectionLost?: boolean;
};

export type ChatUIMessage = UIMessage<AnswerMetadata>;

export function factsOf({ parts: _parts, ...facts }: RunOutput): RunFacts {
  return facts;
}

/** When thinking began, and when it ended if it has. */
export function thinkingOf({ parts }: RunOutput): AnswerMetadata["thinking"] {
  const thoughts = parts.filter((part) => part.kind === "reasoning");
  const [first] = thoughts;
  if (!first) return undefined;
  const endedMs = thoughts.at(-1)?.endedMs;
  return { startedMs: first.startedMs, ...(endedMs !== undefined && { endedMs }) };
}

export function metadataOf(answer: AnswerRecord): AnswerMetadata {
  const thinking = thinkingOf(answer.output);
  return {
    model: answer.model,
    startedAt: answer.createdAt,
    facts: factsOf(answer.output),
    ...(thinking && { thinking }),
  };
}

function partsOf({ output }: AnswerRecord): ChatUIMessage["parts"] {
  return output.parts.flatMap((part) => {
    if (part.kind === "tool-call") return [];
    const type = part.kind === "reasoning" ? ("reasoning" as const) : ("text" as const);
    return [{ type, text: part.text, state: "done" as const }];
  });
}

/** A stored message as the view takes it. */
export function toUIMessage(record: MessageRecord): ChatUIMessage {
  if (record.role === "user")
    return { id: record.id, role: "user", parts: [{ type: "text", text: record.text }] };
  return { id: record.id, role: "assistant", metadata: metadataOf(record), parts: partsOf(record) };
}

/** All that a message says, without its thinking. */
export function textOf(message: ChatUIMessage): string {
  return message.parts.map((part) => (part.type === "text" ? part.text : "")).join("");
}

export function reasoningOf(message: ChatUIMessage): string {
  return message.parts.map((part) => (part.type === "reasoning" ? part.text : "")).join("");
}
