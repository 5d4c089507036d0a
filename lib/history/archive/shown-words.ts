import type { AnswerRecord, Attachment, MessageRecord, UserRecord } from "../record";
import { pathTo } from "../tree";
import type { StoredThread } from "./read-threads";

/* What the formats that know no branches take of a conversation: the branch that is shown, and its words. */

export const shownBranch = ({ thread, records }: StoredThread): MessageRecord[] =>
  pathTo(records, thread.leafId);

type PartKind = AnswerRecord["output"]["parts"][number]["kind"];

const partsOf = ({ output, choice = 0 }: AnswerRecord, kind: PartKind) =>
  output.parts.filter((part) => part.kind === kind && part.choice === choice);

/** The words of the chosen answer, without its thinking. */
export const answerWords = (answer: AnswerRecord): string =>
  (answer.continues?.text ?? "") +
  partsOf(answer, "text")
    .map(({ text }) => text)
    .join("");

export const callsOf = (answer: AnswerRecord) =>
  partsOf(answer, "tool-call").map(({ part, toolCallId, name, text }) => ({
    id: toolCallId ?? part,
    name: name ?? "",
    arguments: text,
  }));

const attachmentWords = (attachment: Attachment) =>
  attachment.kind === "text" ? `${attachment.name}\n\n${attachment.text}` : `[${attachment.name}]`;

/** A text with a gap, in the signs that models for code are trained with (StarCoder, Qwen, CodeGemma). */
const aroundGap = (text: string, suffix: string) =>
  `<|fim_prefix|>${text}<|fim_suffix|>${suffix}<|fim_middle|>`;

/** A question with its text files; of other files there is the name. */
export const questionWords = ({ text, suffix, attachments = [] }: UserRecord): string =>
  suffix === undefined
    ? [...attachments.map(attachmentWords), text].filter(Boolean).join("\n\n")
    : aroundGap(text, suffix);
