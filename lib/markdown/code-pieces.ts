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

export type HighlightAnswer = { id: number; pieces: CodePiece[] | null };

/** Reads what the highlighting worker answered; null when it is no answer. */
export function parseAnswer(value: unknown): HighlightAnswer | null {
  if (typeof value !== "object" || value === null || !("id" in value) || !("pieces" in value)) return null;
  const { id, pieces } = value;
  if (typeof id !== "number") return null;
  return { id, pieces: Array.isArray(pieces) && pieces.every(isCodePiece) ? pieces : null };
}
