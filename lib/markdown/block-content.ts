import { closesFence, type Fence, readFence } from "./line-kind";
import { mendTail } from "./open-tail";
import { normaliseTex } from "./tex-delimiters";

/** What a block shows: code and display formulas need no Markdown parser. */
export type BlockContent =
  | { kind: "code"; language: string; code: string }
  | { kind: "math"; tex: string }
  | { kind: "markdown" | "plain"; text: string };

export type SourceKind = "code" | "math" | "markdown";

type Reading = {
  /** Stands before the source: the head of a table that was cut. */
  prefix: string;
  /** Whether the block may still grow. */
  open: boolean;
};

const deepNesting = /^(?:[ \t]*(?:>|[-+*]|\d{1,9}[.)])){25}/m;
const maximumMarks = 2000;
const maximumCells = 5000;

/**
 * Text made to stall the parser rather than to be read, which stays as it is written: deep nesting overflows
 * the stack, emphasis costs the square of its marks, and each row of a table is filled up to its head's width.
 */
function isTooIntricate(text: string): boolean {
  if (deepNesting.test(text) || (text.match(/[*_~]/g)?.length ?? 0) > maximumMarks) return true;
  const lines = text.split("\n");
  const width = Math.max(...lines.map((line) => line.split("|").length));
  return width > 2 && width * lines.length > maximumCells;
}

/** Reads a block's source; the kind is what the splitter found it to be. */
export function contentOf(kind: SourceKind, source: string, { prefix, open }: Reading): BlockContent {
  switch (kind) {
    case "code":
      return readCode(source, open);
    case "math":
      return {
        kind,
        tex: source
          .replace(/^\s*(?:\$\$|\\\[)/, "")
          .replace(/(?:\$\$|\\\]|\$(?!.))\s*$/, "")
          .trim(),
      };
    case "markdown": {
      const text = source.trim() === "" ? "" : prefix + normaliseTex(source);
      return isTooIntricate(text)
        ? { kind: "plain", text: source }
        : { kind, text: open ? mendTail(text) : text };
    }
  }
}

/** The first word of the fence is the language; the fence's own indentation is taken off each line. */
function readCode(source: string, open: boolean): BlockContent {
  const [first = "", ...lines] = source.replace(/^(?:[ \t]*\r?\n)+/, "").split("\n");
  const fence = readFence(first.replace(/\r$/, ""));
  if (!fence) return { kind: "markdown", text: source };
  const body = withoutClosing(lines, fence, open);
  const code = fence.indent > 0 ? body.map((line) => dedent(line, fence.indent)) : body;
  const language = open && lines.length === 0 ? "" : (fence.info.split(/\s/)[0] ?? "");
  return { kind: "code", language, code: code.join("\n") };
}

/** While the code grows, a last line that may yet become the closing fence is not shown. */
function withoutClosing(lines: string[], fence: Fence, open: boolean): string[] {
  const body = lines.at(-1) === "" ? lines.slice(0, -1) : lines;
  const last = body.at(-1)?.replace(/\r$/, "") ?? "";
  const arriving =
    open && last !== "" && lines.at(-1) === last && last.trim().split(fence.mark).join("") === "";
  return closesFence(last, fence) || arriving ? body.slice(0, -1) : body;
}

function dedent(line: string, columns: number): string {
  return line.replace(new RegExp(`^ {1,${columns}}`), "");
}
