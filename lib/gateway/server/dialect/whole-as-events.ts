import "server-only";
import type { AnswerFields } from "../answer-witness";

const isFields = (value: unknown): value is AnswerFields =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const listOf = (value: unknown): AnswerFields[] => (Array.isArray(value) ? value.filter(isFields) : []);

/** A choice as one piece; its calls need their numbers in a stream. */
function asPiece({ message, ...choice }: AnswerFields): AnswerFields {
  if (!isFields(message)) return choice;
  const calls = listOf(message["tool_calls"]).map((call, index) => ({ index, ...call }));
  return { ...choice, delta: { ...message, ...(calls.length > 0 && { tool_calls: calls }) } };
}

/**
 * An answer that came whole although a stream was asked for, as the events of one: a program that waits for events would
 * find nothing in it.
 */
export function wholeAsEvents(answer: AnswerFields): string {
  const object = answer["object"] === "chat.completion" ? "chat.completion.chunk" : answer["object"];
  const chunk = { ...answer, object, choices: listOf(answer["choices"]).map(asPiece) };
  return `data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`;
}
