/** The languages that code is highlighted in, each with the other names that models give it. */
const otherNames = {
  bash: ["sh", "shell", "zsh", "console", "shellscript", "shell-session"],
  c: ["h"],
  cpp: ["c++", "cc", "cxx", "hpp"],
  csharp: ["c#", "cs"],
  css: [],
  diff: ["patch"],
  dockerfile: ["docker"],
  go: ["golang"],
  html: ["htm"],
  ini: ["properties", "conf", "env", "dotenv"],
  java: [],
  javascript: ["js", "mjs", "cjs", "node"],
  json: ["json5", "jsonc", "jsonl"],
  jsx: [],
  kotlin: ["kt", "kts"],
  lua: [],
  makefile: ["make"],
  markdown: ["md"],
  php: [],
  powershell: ["ps1", "pwsh"],
  python: ["py", "python3"],
  r: [],
  ruby: ["rb"],
  rust: ["rs"],
  scss: ["sass"],
  sql: ["mysql", "postgresql", "postgres", "sqlite"],
  swift: [],
  toml: [],
  tsx: [],
  typescript: ["ts", "mts", "cts"],
  vue: [],
  xml: ["svg", "xhtml"],
  yaml: ["yml"],
} as const satisfies Record<string, readonly string[]>;

export type CodeLanguage = keyof typeof otherNames;

function isCodeLanguage(name: string): name is CodeLanguage {
  return Object.hasOwn(otherNames, name);
}

const languageOfName = new Map<string, CodeLanguage>(
  Object.entries(otherNames).flatMap(([language, names]) =>
    isCodeLanguage(language) ? [language, ...names].map((name) => [name, language] as const) : [],
  ),
);

/** The language that a fence's label means, or null when it is one that stays plain. */
export function languageOf(label: string): CodeLanguage | null {
  return languageOfName.get(label.toLowerCase()) ?? null;
}
