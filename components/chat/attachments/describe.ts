import { hostOf } from "@/lib/chat/attachments/address";
import type { Attachment } from "@/lib/history/record";
import { formatBytes, formatSeconds } from "@/lib/ui/format";

/** Minutes and seconds, `1:05`; of something short the seconds with a decimal, `2.4 s`. */
function formatLength(seconds: number): string {
  if (seconds < 10) return `${formatSeconds(seconds * 1000)} s`;
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** What is known of an attachment in figures: size in pixels, length, bytes; the host of an address. */
export function figuresOf(attachment: Attachment): string[] {
  if (attachment.kind === "text") return [];
  const { source } = attachment;
  const place = source.kind === "url" ? hostOf(source.url) : formatBytes(source.bytes);
  const pixels =
    "width" in attachment && attachment.width && attachment.height
      ? [`${attachment.width} × ${attachment.height}`]
      : [];
  const length =
    "seconds" in attachment && attachment.seconds !== undefined ? [formatLength(attachment.seconds)] : [];
  return [...pixels, ...length, place];
}
