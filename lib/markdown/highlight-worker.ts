import { createCssVariablesTheme, createHighlighterCore, type ThemedToken } from "shiki/core";
import { createJavaScriptRegexEngine } from "shiki/engine/javascript";
import { type CodeLanguage, languageOf } from "./code-languages";
import { type CodePiece, type HighlightAnswer, type TokenKind, tokenKinds } from "./code-pieces";

/** Runs in a worker: turns code into coloured pieces, loading each language when it is first asked for. */
const loadLanguage = {
  bash: () => import("shiki/langs/bash.mjs"),
  c: () => import("shiki/langs/c.mjs"),
  cpp: () => import("shiki/langs/cpp.mjs"),
  csharp: () => import("shiki/langs/csharp.mjs"),
  css: () => import("shiki/langs/css.mjs"),
  diff: () => import("shiki/langs/diff.mjs"),
  dockerfile: () => import("shiki/langs/dockerfile.mjs"),
  go: () => import("shiki/langs/go.mjs"),
  html: () => import("shiki/langs/html.mjs"),
  ini: () => import("shiki/langs/ini.mjs"),
  java: () => import("shiki/langs/java.mjs"),
  javascript: () => import("shiki/langs/javascript.mjs"),
  json: () => import("shiki/langs/json.mjs"),
  jsx: () => import("shiki/langs/jsx.mjs"),
  kotlin: () => import("shiki/langs/kotlin.mjs"),
  lua: () => import("shiki/langs/lua.mjs"),
  makefile: () => import("shiki/langs/makefile.mjs"),
  markdown: () => import("shiki/langs/markdown.mjs"),
  php: () => import("shiki/langs/php.mjs"),
  powershell: () => import("shiki/langs/powershell.mjs"),
  python: () => import("shiki/langs/python.mjs"),
  r: () => import("shiki/langs/r.mjs"),
  ruby: () => import("shiki/langs/ruby.mjs"),
  rust: () => import("shiki/langs/rust.mjs"),
  scss: () => import("shiki/langs/scss.mjs"),
  sql: () => import("shiki/langs/sql.mjs"),
  swift: () => import("shiki/langs/swift.mjs"),
  toml: () => import("shiki/langs/toml.mjs"),
  tsx: () => import("shiki/langs/tsx.mjs"),
  typescript: () => import("shiki/langs/typescript.mjs"),
  vue: () => import("shiki/langs/vue.mjs"),
  xml: () => import("shiki/langs/xml.mjs"),
  yaml: () => import("shiki/langs/yaml.mjs"),
} as const satisfies Record<CodeLanguage, () => unknown>;

const theme = "css-variables";
const limits = { tokenizeMaxLineLength: 5000, tokenizeTimeLimit: 300 } as const;

/** What the theme calls otherwise; added and removed lines of a diff take the colours nearest in meaning. */
const kindOfVariable: Readonly<Record<string, TokenKind>> = {
  "string-expression": "string",
  inserted: "string",
  deleted: "keyword",
  changed: "constant",
};

const highlighter = createHighlighterCore({
  themes: [createCssVariablesTheme({ name: theme, variablePrefix: "--" })],
  engine: createJavaScriptRegexEngine({ forgiving: true }),
});

function kindOf(token: ThemedToken): TokenKind {
  const variable = /--token-([a-z-]+)/.exec(token.color ?? "")?.[1] ?? "";
  return tokenKinds.find((kind) => kind === variable) ?? kindOfVariable[variable] ?? "plain";
}

/** Neighbours of one kind become one piece, across lines too, so that the page holds fewer elements. */
function joinTokens(lines: ThemedToken[][]): CodePiece[] {
  const pieces: CodePiece[] = [];
  lines.forEach((line, index) => {
    if (index > 0) add(pieces, { kind: pieces.at(-1)?.kind ?? "plain", text: "\n" });
    for (const token of line) add(pieces, { kind: kindOf(token), text: token.content });
  });
  return pieces;
}

function add(pieces: CodePiece[], piece: CodePiece): void {
  const last = pieces.at(-1);
  if (last && (last.kind === piece.kind || piece.text.trim() === "")) last.text += piece.text;
  else pieces.push(piece);
}

async function highlight(code: string, language: CodeLanguage): Promise<CodePiece[]> {
  const shiki = await highlighter;
  if (!shiki.getLoadedLanguages().includes(language))
    await shiki.loadLanguage(await loadLanguage[language]());
  return joinTokens(shiki.codeToTokensBase(code, { lang: language, theme, ...limits }));
}

/** A failure is answered with no pieces: the code then stays plain. */
async function answer(request: unknown): Promise<HighlightAnswer | null> {
  if (typeof request !== "object" || request === null) return null;
  if (!("id" in request) || !("code" in request) || !("language" in request)) return null;
  const { id, code } = request;
  const language = languageOf(String(request.language));
  if (typeof id !== "number" || typeof code !== "string" || !language) return null;
  try {
    return { id, pieces: await highlight(code, language) };
  } catch {
    return { id, pieces: null };
  }
}

self.addEventListener("message", (event) => {
  void answer(event.data).then((found) => {
    if (found) self.postMessage(found);
  });
});
