/** CosyVoice takes how to say it before this mark, and what to say after it (SiliconFlow's guide to speech). */
const styleMark = "<|endofprompt|>";

/** The most that SiliconFlow takes in one request; a page takes no more in all. */
export const mostCharacters = 128_000;

/** A text with how to say it, as it is sent. */
export function withStyle(style: string, text: string): string {
  const said = style.trim();
  return said === "" ? text : `${said} ${styleMark} ${text}`;
}

/** What was sent, as style and text. */
export function splitStyle(sent: string): { style: string; text: string } {
  const at = sent.indexOf(styleMark);
  if (at < 0) return { style: "", text: sent };
  return { style: sent.slice(0, at).trim(), text: sent.slice(at + styleMark.length).trimStart() };
}

/** Characters as a person counts them on the page: code points. */
export const characterCount = (text: string): number => Array.from(text).length;

/** SiliconFlow bills the bytes of the text in UTF-8. */
export const byteCount = (text: string): number => new TextEncoder().encode(text).length;

/** Yuan for so many bytes; null when the price of the model is not known. */
export function priceOfBytes(
  bytes: number,
  { free, price }: { free: boolean | null; price: number | null },
): number | null {
  if (free) return 0;
  return price === null ? null : (bytes * price) / 1_000_000;
}
