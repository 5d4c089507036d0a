/** What the first line of a block says the block is. */
export type LineKind =
  | { kind: "blank" | "heading" | "rule" | "quote" | "html" | "indented" | "paragraph" }
  | { kind: "code"; fence: Fence }
  | { kind: "math"; closer: MathCloser; openerEnd: number }
  | { kind: "list"; item: ListItem };

export type Fence = { mark: "`" | "~"; length: number; indent: number; info: string };
export type MathCloser = "$$" | "\\]";
export type ListItem = { marker: string; contentIndent: number; interrupts: boolean };

const fencePattern = /^( {0,3})(`{3,}|~{3,})(.*)$/;
const itemPattern = /^( {0,3})([-+*]|(\d{1,9})([.)]))([ \t]+|$)(.*)$/;
const headingPattern = /^ {0,3}#{1,6}(?:[ \t]|$)/;
const quotePattern = /^ {0,3}>/;
const htmlPattern = /^ {0,3}<[a-zA-Z/!?]/;
const mathPattern = /^ {0,3}(\$\$|\\\[)/;
const delimiterCellPattern = /^:?-+:?$/;

/** Columns of white space before the text, a tab reaching to the next multiple of four. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === " ") columns += 1;
    else if (character === "\t") columns += 4 - (columns % 4);
    else break;
  }
  return columns;
}

export function isBlank(line: string): boolean {
  return line.trim() === "";
}

/** A line that opens fenced code, or null; the information of a backtick fence holds no backtick. */
export function readFence(line: string): Fence | null {
  const match = fencePattern.exec(line);
  const [, indent = "", marks = "", info = ""] = match ?? [];
  if (!match || (marks.startsWith("`") && info.includes("`"))) return null;
  return {
    mark: marks.startsWith("`") ? "`" : "~",
    length: marks.length,
    indent: indent.length,
    info: info.trim(),
  };
}

export function closesFence(line: string, fence: Fence): boolean {
  const closing = readFence(line);
  return (
    closing !== null && closing.info === "" && closing.mark === fence.mark && closing.length >= fence.length
  );
}

export function readItem(line: string): ListItem | null {
  const match = itemPattern.exec(line);
  if (!match) return null;
  const [, indent = "", marker = "", number, delimiter, gap = "", text = ""] = match;
  const gapColumns = text === "" || gap.length > 4 ? 1 : indentOf(gap);
  return {
    marker: delimiter ?? marker,
    contentIndent: indent.length + marker.length + gapColumns,
    interrupts: text !== "" && (number === undefined || Number(number) === 1),
  };
}

function isRule(line: string): boolean {
  return indentOf(line) < 4 && /^([-*_])\1{2,}$/.test(line.replace(/[ \t]/g, ""));
}

export function isSetextUnderline(line: string): boolean {
  return /^ {0,3}(?:=+|-+)[ \t]*$/.test(line);
}

/** Display mathematics stands on lines of its own; `$$x$$ and more text` belongs to a paragraph. */
function readMath(line: string): LineKind | null {
  const match = mathPattern.exec(line);
  if (!match) return null;
  const closer = match[1] === "$$" ? "$$" : "\\]";
  const openerEnd = match[0].length;
  const closerAt = line.indexOf(closer, openerEnd);
  if (closerAt >= 0 && !isBlank(line.slice(closerAt + 2))) return null;
  return { kind: "math", closer, openerEnd };
}

/** Cells of a table's row; a pipe behind a backslash belongs to its cell. */
function cellsOf(line: string): string[] {
  const cells = line.trim().split(/(?<!\\)\|/);
  if (cells[0]?.trim() === "") cells.shift();
  if (cells.at(-1)?.trim() === "") cells.pop();
  return cells.map((cell) => cell.trim());
}

/** Whether two neighbouring lines are the head of a table. */
export function isTableHead(header: string, delimiter: string): boolean {
  if (!header.includes("|") || !delimiter.includes("-") || indentOf(header) > 3) return false;
  if (!delimiter.includes("|") && !delimiter.includes(":")) return false;
  const columns = cellsOf(delimiter);
  return (
    columns.every((cell) => delimiterCellPattern.test(cell)) && columns.length === cellsOf(header).length
  );
}

/** What a line starts where no block is open. */
export function classify(line: string): LineKind {
  if (isBlank(line)) return { kind: "blank" };
  if (indentOf(line) > 3) return { kind: "indented" };
  const fence = readFence(line);
  if (fence) return { kind: "code", fence };
  const math = readMath(line);
  if (math) return math;
  if (headingPattern.test(line)) return { kind: "heading" };
  if (isRule(line)) return { kind: "rule" };
  const item = readItem(line);
  if (item) return { kind: "list", item };
  if (quotePattern.test(line)) return { kind: "quote" };
  if (htmlPattern.test(line)) return { kind: "html" };
  return { kind: "paragraph" };
}

/** Whether a line ends the paragraph, quotation or table before it without a blank line between. */
export function interrupts(line: string): boolean {
  const found = classify(line);
  switch (found.kind) {
    case "list":
      return found.item.interrupts;
    case "code":
    case "math":
    case "heading":
    case "rule":
    case "quote":
      return true;
    case "blank":
    case "html":
    case "indented":
    case "paragraph":
      return false;
  }
}
