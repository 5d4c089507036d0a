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
