import type { AnswerRecord, Attachment, MessageRecord } from "../record";

const nameOf = ({ name }: Attachment) => name;

/** The words of each choice of an answer; its thinking is not searched. */
function choiceTexts({ output, continues }: AnswerRecord): string[] {
  const texts = new Map<number, string>();
  for (const { kind, choice, text } of output.parts)
    if (kind === "text") texts.set(choice, (texts.get(choice) ?? continues?.text ?? "") + text);
  return [...texts.values()];
}

/** What a search looks into: everything of a message that a person reads as its content. */
export function searchableText(record: MessageRecord): string {
  switch (record.role) {
    case "system":
      return record.text;
    case "user":
      return [record.text, record.suffix ?? "", ...(record.attachments ?? []).map(nameOf)].join("\n");
    case "assistant":
      return choiceTexts(record).join("\n");
    case "tool":
      return record.results.map(({ content }) => content).join("\n");
    default:
      return record satisfies never;
  }
}
