/** What a piece of highlighted code is; each kind has a colour of its own in app/globals.css. */
export const tokenKinds = [
  "plain",
  "keyword",
  "string",
  "comment",
  "constant",
  "function",
  "parameter",
  "punctuation",
  "link",
] as const;

export type TokenKind = (typeof tokenKinds)[number];
export type CodePiece = { kind: TokenKind; text: string };

function isTokenKind(value: unknown): value is TokenKind {
  return tokenKinds.some((kind) => kind === value);
}

function isCodePiece(value: unknown): value is CodePiece {
  if (typeof value !== "object" || value === null || !("kind" in value) || !("text" in value)) return false;
  return isTokenKind(value.kind) && typeof value.text === "string";
}

/** A part of highlighted code that ends with a line. */
export type CodeChunk = { start: number; text: string; pieces: CodePiece[] };

const chunkCharacters = 3000;

/** Divides code at ends of lines into parts that are small enough to be put on the page one by one. */
export function chunkPieces(pieces: readonly CodePiece[]): CodeChunk[] {
  const chunks: CodeChunk[] = [];
  let current: CodeChunk = { start: 0, text: "", pieces: [] };
  const add = (kind: TokenKind, text: string) => {
    if (text === "") return;
    current.text += text;
    current.pieces.push({ kind, text });
  };
  for (const { kind, text } of pieces) {
    let rest = text;
    let lineEnd = rest.indexOf("\n", Math.max(0, chunkCharacters - current.text.length));
    while (lineEnd >= 0) {
      add(kind, rest.slice(0, lineEnd + 1));
      chunks.push(current);
      current = { start: current.start + current.text.length, text: "", pieces: [] };
      rest = rest.slice(lineEnd + 1);
      lineEnd = rest.indexOf("\n", chunkCharacters);
    }
    add(kind, rest);
  }
  return current.text === "" ? chunks : [...chunks, current];
}

export type HighlightAnswer = { id: number; pieces: CodePiece[] | null };

/** Reads what the highlighting worker answered; null when it is no answer. */
export function parseAnswer(value: unknown): HighlightAnswer | null {
  if (typeof value !== "object" || value === null || !("id" in value) || !("pieces" in value)) return null;
  const { id, pieces } = value;
  if (typeof id !== "number") return null;
  return { id, pieces: Array.isArray(pieces) && pieces.every(isCodePiece) ? pieces : null };
}
