import type { Nodes, Parents } from "mdast";
import remarkGfm from "remark-gfm";
import remarkMath from "remark-math";
import remarkParse from "remark-parse";
import { unified } from "unified";

const parser = unified().use(remarkParse).use(remarkGfm).use(remarkMath);

const address = /(?:https?:\/\/|www\.)[^\s<>"'，。；！？）》」]+/giu;
const pictures =
  /\p{Extended_Pictographic}(?:\u{FE0F}|\p{Emoji_Modifier}|\u{200D}\p{Extended_Pictographic})*/gu;
/** Code and formulas that are read as words: a name, a number, a variable. */
const likeWords = /^[\p{L}\p{N}][\p{L}\p{N} ._-]{0,30}$/u;

const isHan = /\p{Script=Han}/u;
const ends = /[.!?。！？…:：;；]["'”’」』)）\]]*$/u;

/** A line that is over: what follows it is another sentence. */
function ended(text: string): string {
  const line = text.replace(/\s+/g, " ").trim();
  if (line === "" || ends.test(line)) return line;
  const [last = ""] = Array.from(line.replace(/["'”’」』)）\]]+$/u, "")).slice(-1);
  return line + (isHan.test(last) ? "。" : ".");
}

const spokenIn = ({ children }: Parents, between: string): string =>
  children
    .map(spoken)
    .filter((text) => between === "" || text.trim() !== "")
    .join(between);

function spoken(node: Nodes): string {
  switch (node.type) {
    case "text":
      return node.value.replace(address, "").replace(pictures, "");
    case "inlineCode":
    case "inlineMath":
      return likeWords.test(node.value) ? node.value : "";
    case "break":
    case "html":
      return " ";
    case "paragraph":
    case "heading":
      return ended(spokenIn(node, ""));
    case "tableRow":
      return ended(spokenIn(node, isHan.test(spokenIn(node, "")) ? "，" : ", "));
    case "tableCell":
    case "emphasis":
    case "strong":
    case "link":
    case "linkReference":
      return spokenIn(node, "");
    case "root":
    case "blockquote":
    case "list":
    case "listItem":
    case "table":
      return spokenIn(node, "\n");
    default:
      return "";
  }
}

/**
 * What is said of Markdown when it is read aloud: its words without marks, addresses, pictures and HTML, without code
 * and formulas but for those that are read like words. Each block ends as a sentence, one to a line.
 */
export const spokenText = (markdown: string): string => spoken(parser.parse(markdown));
