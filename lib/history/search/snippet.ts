import { fold, originalSpan } from "./fold";
import type { Snippet } from "./search-protocol";

const before = 24;
const after = 96;

const onOneLine = (text: string) => text.replace(/\s+/g, " ");

/** The first place where a text holds a folded query, with what stands around it; nothing when it does not. */
export function snippetOf(text: string, query: string): Snippet | undefined {
  const at = fold(text).indexOf(query);
  if (at < 0) return undefined;
  const { start, end } = originalSpan(text, at, at + query.length);
  const lead = Array.from(text.slice(Math.max(0, start - 4 * before), start));
  const rest = Array.from(text.slice(end, end + 4 * after));
  const cutBefore = lead.length > before || start > 4 * before;
  const cutAfter = rest.length > after || end + 4 * after < text.length;
  return {
    before: (cutBefore ? "…" : "") + onOneLine(lead.slice(-before).join("")).trimStart(),
    match: onOneLine(text.slice(start, end)),
    after: onOneLine(rest.slice(0, after).join("")).trimEnd() + (cutAfter ? "…" : ""),
  };
}
