import type { AnswerRecord, Attachment, MessageRecord, UserRecord } from "@/lib/history/record";
import type { RunRequest } from "@/lib/runs/run-request";
import { answerText, toolCallsOf } from "./answer-words";

type ChatInput = Extract<RunRequest, { operation: "chat.completions" }>["input"];
type ChatMessage = ChatInput["messages"][number];
type ContentPart = Exclude<Extract<ChatMessage, { role: "user" }>["content"], string>[number];

/** Asks a model that takes no prefix to go on; it follows the part that it had written. */
const continueRequest =
  "Continue exactly where your last message stopped, in the same language and form. Do not repeat anything and do not comment.";

/** Our server puts the bytes in for `blob:` ids; an address is for SiliconFlow alone to open. */
const urlOf = ({ source }: Exclude<Attachment, { kind: "text" }>) =>
  source.kind === "url" ? source.url : `blob:${source.mediaId}`;

function toContentPart(attachment: Attachment): ContentPart {
  switch (attachment.kind) {
    case "text":
      return { type: "text", text: `${attachment.name}\n\n${attachment.text}` };
    case "audio":
      return { type: "audio_url", audio_url: { url: urlOf(attachment) } };
    case "video": {
      const { detail, maxFrames, fps } = attachment;
      const url = urlOf(attachment);
      return {
        type: "video_url",
        video_url: {
          url,
          ...(detail && { detail }),
          ...(maxFrames !== undefined && { max_frames: maxFrames }),
          ...(fps !== undefined && { fps }),
        },
      };
    }
    case "image":
      return {
        type: "image_url",
        image_url: { url: urlOf(attachment), ...(attachment.detail && { detail: attachment.detail }) },
      };
    case "pdf":
      return { type: "image_url", image_url: { url: urlOf(attachment) } };
  }
}

function toUserMessage({ text, attachments = [] }: UserRecord): ChatMessage {
  if (attachments.length === 0) return { role: "user", content: text };
  const said: ContentPart[] = text.trim() === "" ? [] : [{ type: "text", text }];
  return { role: "user", content: [...attachments.map(toContentPart), ...said] };
}

/** An answer in the history. Its thinking is not sent back, and calls that nobody answered are left out. */
function toAssistantMessage(answer: AnswerRecord, next: MessageRecord | undefined): ChatMessage[] {
  const content = answerText(answer);
  const answered =
    next?.role === "tool" ? new Set(next.results.map(({ toolCallId }) => toolCallId)) : undefined;
  const calls = toolCallsOf(answer).filter(({ id }) => answered?.has(id));
  if (calls.length > 0)
    return [
      {
        role: "assistant",
        content: content === "" ? null : content,
        tool_calls: calls.map(({ id, name, arguments: text }) => ({
          id,
          type: "function",
          function: { name, arguments: text },
        })),
      },
    ];
  // A turn that failed before its first word says nothing to the model.
  return content === "" ? [] : [{ role: "assistant", content }];
}

function toChatMessages(
  record: MessageRecord,
  index: number,
  history: readonly MessageRecord[],
): ChatMessage[] {
  switch (record.role) {
    case "system":
      return record.text.trim() === "" ? [] : [{ role: "system", content: record.text }];
    case "user":
      return [toUserMessage(record)];
    case "assistant":
      return toAssistantMessage(record, history[index + 1]);
    case "tool":
      return record.results.map(({ toolCallId, content }) => ({
        role: "tool",
        tool_call_id: toolCallId,
        content,
      }));
  }
}

/** The messages that ask for the rest of an answer, where the model takes no prefix. */
function continuation({ continues }: AnswerRecord): ChatMessage[] {
  if (continues?.by !== "request") return [];
  return [
    { role: "assistant", content: continues.text },
    { role: "user", content: continueRequest },
  ];
}

function fillRequest({ model, fields }: AnswerRecord, question: UserRecord): RunRequest {
  const { text: prompt, suffix } = question;
  return {
    operation: "completions",
    input: { stream: true, ...fields, model, prompt, ...(suffix ? { suffix } : {}) },
  };
}

/**
 * The run that gives an answer, `history` being all that was said before it. The same records always give the
 * same request, so that asking for a start again never asks for something else.
 */
export function buildRequest(history: readonly MessageRecord[], answer: AnswerRecord): RunRequest {
  const last = history.at(-1);
  if (answer.operation === "completions" && last?.role === "user") return fillRequest(answer, last);
  const { model, fields, continues } = answer;
  const messages = [...history.flatMap(toChatMessages), ...continuation(answer)];
  const prefix = continues?.by === "prefix" ? { prefix: continues.text } : {};
  return {
    operation: "chat.completions",
    input: { stream: true, ...fields, ...prefix, model, messages },
  };
}
