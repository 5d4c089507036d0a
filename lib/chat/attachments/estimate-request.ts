import type { Attachment, MessageRecord } from "@/lib/history/record";
import { audioTokens, type ImageTokenRule, imageTokens, videoTokens } from "@/lib/models/media-tokens";
import { estimateTokens } from "@/lib/runs/estimate-tokens";
import { answerText } from "../answer-words";

/** `uncounted`: something goes along whose tokens nobody has told how to count. */
export type TokenEstimate = { tokens: number; uncounted: boolean };

/** What SiliconFlow's guide names where a video comes without: 8 to 16 frames, one or two a second. */
const defaultFrames = 16;
const defaultFps = 1;

/** Tokens of an attachment by the model's rule; undefined where the rule or the size is unknown. */
function attachmentTokens(attachment: Attachment, rule: ImageTokenRule | undefined): number | undefined {
  if (attachment.kind === "text") return estimateTokens(`${attachment.name}\n\n${attachment.text}`);
  if (attachment.kind === "audio")
    return attachment.seconds === undefined ? undefined : audioTokens(attachment.seconds);
  if (attachment.kind === "pdf" || !rule) return undefined;
  const { detail = "auto" } = attachment;
  // The size of a picture in low detail does not count.
  const { width = detail === "low" ? 1 : undefined, height = detail === "low" ? 1 : undefined } = attachment;
  if (width === undefined || height === undefined) return undefined;
  if (attachment.kind === "image") return imageTokens(rule, { width, height, detail });
  const { seconds, fps = defaultFps, maxFrames = defaultFrames } = attachment;
  return seconds === undefined
    ? undefined
    : videoTokens(rule, { width, height, detail, seconds, fps, maxFrames });
}

const add = (a: TokenEstimate, b: TokenEstimate): TokenEstimate => ({
  tokens: a.tokens + b.tokens,
  uncounted: a.uncounted || b.uncounted,
});

/** A message that is to be sent: its words, and what is attached by the model's rule for pictures. */
export function estimateMessage(
  text: string,
  attachments: readonly Attachment[],
  rule: ImageTokenRule | undefined,
): TokenEstimate {
  const counts = attachments.map((attachment) => attachmentTokens(attachment, rule));
  const tokens = counts.reduce<number>((sum, count) => sum + (count ?? 0), estimateTokens(text));
  return { tokens, uncounted: counts.includes(undefined) };
}

function estimateRecord(record: MessageRecord, rule: ImageTokenRule | undefined): TokenEstimate {
  if (record.role === "assistant") return estimateMessage(answerText(record), [], rule);
  if (record.role === "user")
    return estimateMessage(record.text + (record.suffix ?? ""), record.attachments ?? [], rule);
  const text = record.role === "tool" ? record.results.map(({ content }) => content).join("\n") : record.text;
  return estimateMessage(text, [], rule);
}

/** Records are never changed, only replaced: what one was counted with holds as long as it is there. */
const counted = new WeakMap<MessageRecord, Map<ImageTokenRule | undefined, TokenEstimate>>();

function knownEstimate(record: MessageRecord, rule: ImageTokenRule | undefined): TokenEstimate {
  const known = counted.get(record) ?? new Map<ImageTokenRule | undefined, TokenEstimate>();
  const estimate = known.get(rule) ?? estimateRecord(record, rule);
  counted.set(record, known.set(rule, estimate));
  return estimate;
}

/**
 * A conversation as it is sent along: the same parts as `buildRequest` takes, thinking left out. Each message is
 * counted once, however often the conversation grows.
 */
export function estimateConversation(
  path: readonly MessageRecord[],
  rule: ImageTokenRule | undefined,
): TokenEstimate {
  return path.map((record) => knownEstimate(record, rule)).reduce(add, { tokens: 0, uncounted: false });
}
