import type { Frame } from "@/lib/simulator/http/reply";

/** How events are put into text. SiliconFlow writes `data: {json}` and a blank line, nothing else. */
export type SseFormat = {
  lineEnding: "\n" | "\r\n" | "\r";
  spaceAfterColon: boolean;
  /** One event over several `data:` lines, which a reader joins with line feeds. */
  multiLine: boolean;
  byteOrderMark: boolean;
  /** A comment line before each event. */
  comment: string | null;
  /** A `retry:` line before the first event. */
  retryMs: number | null;
};

export const plainSseFormat: SseFormat = {
  lineEnding: "\n",
  spaceAfterColon: true,
  multiLine: false,
  byteOrderMark: false,
  comment: null,
  retryMs: null,
};

export function sseOpening(format: SseFormat): string {
  const mark = format.byteOrderMark ? "\uFEFF" : "";
  return format.retryMs === null ? mark : `${mark}retry: ${format.retryMs}${format.lineEnding.repeat(2)}`;
}

export function sseEvent(frame: Extract<Frame, { kind: "data" }>, format: SseFormat): string {
  const { value } = frame;
  const text = typeof value === "string" ? value : JSON.stringify(value, null, format.multiLine ? 1 : 0);
  const field = format.spaceAfterColon ? "data: " : "data:";
  const lines = text.split("\n").map((line) => field + line);
  if (frame.event !== undefined) lines.unshift(`event: ${frame.event}`);
  if (format.comment !== null) lines.unshift(`: ${format.comment}`);
  return lines.join(format.lineEnding) + format.lineEnding.repeat(2);
}
