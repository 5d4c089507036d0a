import type { UIMessage } from "ai";
import type { AppError } from "@/lib/core/app-error";
import type { AnswerRecord } from "@/lib/history/record";
import type { RunOutput } from "@/lib/runs/snapshot";
import type { ToolCall } from "./answer-words";

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

/** A tool call as the view shows it, growing until it is `done`. */
export type ToolCallData = ToolCall & { choice: number; done: boolean };

export type ChatUIMessage = UIMessage<AnswerMetadata, { call: ToolCallData }>;
type ChatPart = ChatUIMessage["parts"][number];
type OutputPart = RunOutput["parts"][number];

/** The SDK carries no number of the choice; parts take it along as metadata. */
export const choiceMetadata = (choice: number) => ({ run: { choice } });

function choiceOf(part: ChatPart): number {
  if (part.type === "data-call") return part.data.choice;
  const metadata = "providerMetadata" in part ? part.providerMetadata : undefined;
  const choice = metadata?.["run"]?.["choice"];
  return typeof choice === "number" ? choice : 0;
}

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

/** A tool call of a run's output, in the view's words. */
export function callDataOf({ part, choice, toolCallId, name, text, endedMs }: OutputPart): ToolCallData {
  const done = endedMs !== undefined;
  return { id: toolCallId ?? part, name: name ?? "", arguments: text, choice, done };
}

function toChatPart(part: OutputPart): ChatPart {
  if (part.kind === "tool-call") return { type: "data-call", id: part.part, data: callDataOf(part) };
  const { kind: type, text, choice } = part;
  return { type, text, state: "done", providerMetadata: choiceMetadata(choice) };
}

/** A stored answer as the view takes it. */
export function toUIMessage(answer: AnswerRecord): ChatUIMessage {
  return {
    id: answer.id,
    role: "assistant",
    metadata: metadataOf(answer),
    parts: answer.output.parts.map(toChatPart),
  };
}

const joined = (message: ChatUIMessage, type: "text" | "reasoning", choice: number) =>
  message.parts.map((part) => (part.type === type && choiceOf(part) === choice ? part.text : "")).join("");

/** All that one choice of an answer says, without its thinking. */
export const textOf = (message: ChatUIMessage, choice = 0) => joined(message, "text", choice);

export const reasoningOf = (message: ChatUIMessage, choice = 0) => joined(message, "reasoning", choice);

export function callsOf(message: ChatUIMessage, choice = 0): ToolCallData[] {
  return message.parts.flatMap((part) =>
    part.type === "data-call" && part.data.choice === choice ? [part.data] : [],
  );
}

/** How many choices an answer has so far. */
export function choicesOf(message: ChatUIMessage): number {
  return message.parts.reduce((count, part) => Math.max(count, choiceOf(part) + 1), 1);
}
