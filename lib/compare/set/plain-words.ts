/** A mark at the beginning of a line: a heading, a quotation, a point of a list with its box. */
const lineMarks = /^[ \t]*(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+(?:\[[ xX]\][ \t]+)?)+/gm;
/** A line that is nothing but a mark: a fence, a rule, what stands under a table's head. */
const markLines = /^[ \t]*(?:(?:```|~~~).*|[-*_= \t]{3,}|[|:\- \t]{3,})$/gm;
const links = /!?\[([^\]\n]*)\]\([^)\n]*\)/g;
/** Pairs alone: a single mark may be part of a sum or of a name. */
const pairs = [
  /(`+)([^`\n]+)\1/g,
  /(\*\*\*|\*\*|~~)(?=\S)([^\n]*?\S)\1/g,
  /(?<!\w)(__|_)(?=\S)([^_\n]*[^_\s])\1(?!\w)/g,
  /(?<![\w*])(\*)(?=[^\s*])([^*\n]*[^*\s])\1(?![\w*])/g,
];

/** The words of a short piece of Markdown in one line, without its marks: to look at, not to go on from. */
export function plainWords(markdown: string): string {
  const unmarked = markdown.replace(markLines, "").replace(lineMarks, "").replace(links, "$1");
  return pairs
    .reduce((text, pair) => text.replace(pair, "$2"), unmarked)
    .replace(/\s+/g, " ")
    .trim();
}
