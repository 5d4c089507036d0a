import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/** What is wrong in a file, and in which of its lines, counted from 1. */
type Fault = { line: number; reason: string };

/** The line of a place in a text, from 1. */
export const lineAt = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** Reads JSON as people write it by hand: comments, commas behind the last, and the mark that Windows' editors begin with. */
export function readEditedJson(file: string): { text: string; root: Node } | { fault: Fault } {
  const text = file.replace(/^\uFEFF/, "");
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (!error && root) return { text, root };
  const reason = error ? printParseErrorCode(error.error) : "EndOfFileExpected";
  return { fault: { line: lineAt(text, error?.offset ?? 0), reason } };
}
