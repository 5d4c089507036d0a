import {
  type Connection,
  chatboxImport,
  claudeCodeSettings,
  continueYaml,
  curl,
  environment,
  python,
  typescript,
} from "./snippets";

/** A name as a program shows it; Chinese only where its Chinese interface is known to say so. */
type ShownName = { en: string; zh?: string };

export type GuideField = { name: ShownName; value: keyof Connection | { text: string } };

export type GuideSnippet = { title: string; language: string; write: (connection: Connection) => string };

/**
 * Where the names were read: the program's own documents or source, somebody else's guide, or nowhere, so that they may
 * be called otherwise.
 */
export type GuideSource = "official" | "others" | "unverified";

export type ClientGuide = {
  id: string;
  name: string;
  /** The way to the fields through the program's menus. */
  where?: ShownName;
  fields: readonly GuideField[];
  snippets: readonly GuideSnippet[];
  source: GuideSource;
  /** What has to be said besides; the words are in the messages. */
  notes: readonly ("crossOrigin" | "noV1" | "messagesApi" | "docker" | "newerVersion" | "otherPrograms")[];
};

const field = (en: string, value: GuideField["value"], zh?: string): GuideField => ({
  name: { en, ...(zh !== undefined && { zh }) },
  value,
});
const text = (value: string) => ({ text: value });
const env = (variables: Parameters<typeof environment>[0], title = ".env"): GuideSnippet => ({
  title,
  language: "bash",
  write: environment(variables),
});

/** Programs that speak to this server, each with its own names for the same few things. Read in November 2026. */
export const clientGuides: readonly ClientGuide[] = [
  {
    id: "cherry-studio",
    name: "Cherry Studio",
    where: { en: "Settings → Model Provider → Add", zh: "设置 → 模型服务 → 添加" },
    fields: [
      field("Provider Type", text("OpenAI"), "提供商类型"),
      field("API Key", "key", "API 密钥"),
      field("API Host", "root", "API 地址"),
      field("Model ID", "model", "模型 ID"),
    ],
    snippets: [],
    source: "official",
    notes: ["noV1"],
  },
  {
    id: "nextchat",
    name: "NextChat",
    where: { en: "Settings → Custom Endpoint", zh: "设置 → 自定义接口" },
    fields: [
      field("OpenAI Endpoint", "root", "接口地址"),
      field("OpenAI API Key", "key", "API Key"),
      field("Custom Models", "model", "自定义模型名"),
    ],
    snippets: [
      env({
        BASE_URL: "root",
        OPENAI_API_KEY: "key",
        CUSTOM_MODELS: ({ model }) => `-all,+${model}`,
        DEFAULT_MODEL: "model",
      }),
    ],
    source: "official",
    notes: ["noV1", "crossOrigin"],
  },
  {
    id: "chatbox",
    name: "Chatbox",
    where: {
      en: "Settings → Model Provider → Add Custom Provider",
      zh: "设置 → 模型提供方 → 添加自定义提供商",
    },
    fields: [
      field("API Mode", text("OpenAI API Compatible"), "API 模式"),
      field("API Key", "key", "API 密钥"),
      field("API Host", "root", "API 主机"),
      field("API Path", text("/v1/chat/completions"), "API 路径"),
      field("Model ID", "model"),
    ],
    snippets: [{ title: "JSON", language: "json", write: chatboxImport }],
    source: "official",
    notes: ["crossOrigin"],
  },
  {
    id: "lobechat",
    name: "LobeChat",
    where: { en: "Settings → AI Service Provider → OpenAI", zh: "设置 → AI 服务商 → OpenAI" },
    fields: [
      field("API Key", "key"),
      field("API Proxy URL", "base", "API 代理地址"),
      field("Model ID", "model", "模型 ID"),
    ],
    snippets: [
      env({
        OPENAI_API_KEY: "key",
        OPENAI_PROXY_URL: "base",
        OPENAI_MODEL_LIST: ({ model }) => `-all,+${model}`,
      }),
    ],
    source: "official",
    notes: ["crossOrigin"],
  },
  {
    id: "open-webui",
    name: "Open WebUI",
    where: { en: "Admin Settings → Connections → OpenAI → Manage → Add New Connection" },
    fields: [field("URL", "base"), field("API Key", "key")],
    snippets: [env({ OPENAI_API_BASE_URL: "base", OPENAI_API_KEY: "key" })],
    source: "official",
    notes: ["docker"],
  },
  {
    id: "dify",
    name: "Dify",
    where: {
      en: "Settings → Model Provider → OpenAI-API-compatible",
      zh: "设置 → 模型供应商 → OpenAI-API-compatible",
    },
    fields: [
      field("Model Type", text("LLM")),
      field("Model Name", "model"),
      field("API Key", "key"),
      field("API endpoint URL", "base"),
      field("Model name for API endpoint", "model"),
    ],
    snippets: [],
    source: "others",
    notes: ["docker"],
  },
  {
    id: "fastgpt",
    name: "FastGPT",
    where: {
      en: "Account → Model Providers → Model Channels → Add Channel",
      zh: "账号 → 模型提供商 → 模型渠道 → 新增渠道",
    },
    fields: [
      field("协议类型 (protocol)", text("OpenAI"), "协议类型"),
      field("模型 (model)", "model", "模型"),
      field("代理地址 (proxy address)", "base", "代理地址"),
      field("API 密钥 (key)", "key", "API 密钥"),
    ],
    snippets: [],
    source: "official",
    notes: ["docker"],
  },
  {
    id: "continue",
    name: "Continue",
    fields: [],
    snippets: [{ title: "~/.continue/config.yaml", language: "yaml", write: continueYaml }],
    source: "official",
    notes: [],
  },
  {
    id: "cline",
    name: "Cline",
    where: { en: "⚙ Settings → API Provider" },
    fields: [
      field("API Provider", text("OpenAI Compatible")),
      field("Base URL", "base"),
      field("API Key", "key"),
      field("Model ID", "model"),
    ],
    snippets: [],
    source: "official",
    notes: [],
  },
  {
    id: "claude-code",
    name: "Claude Code",
    fields: [
      field("ANTHROPIC_BASE_URL", "root"),
      field("ANTHROPIC_AUTH_TOKEN", "key"),
      field("ANTHROPIC_MODEL", "model"),
    ],
    snippets: [{ title: "~/.claude/settings.json", language: "json", write: claudeCodeSettings }],
    source: "official",
    notes: ["noV1", "messagesApi"],
  },
  {
    id: "obsidian",
    name: "Obsidian (Copilot)",
    where: { en: "Settings → Copilot → Model → Add Model" },
    fields: [
      field("Model Name", "model"),
      field("Provider", text("3rd party (openai-format)")),
      field("Base URL", "base"),
      field("API Key", "key"),
      field("CORS", text("on")),
    ],
    snippets: [],
    source: "official",
    notes: ["crossOrigin", "newerVersion"],
  },
  {
    id: "zotero",
    name: "Zotero …",
    fields: [field("Base URL", "base"), field("API Key", "key"), field("Model", "model")],
    snippets: [],
    source: "unverified",
    notes: ["otherPrograms"],
  },
  {
    id: "curl",
    name: "cURL",
    fields: [],
    snippets: [{ title: "cURL", language: "bash", write: curl }],
    source: "official",
    notes: [],
  },
  {
    id: "python",
    name: "Python",
    fields: [],
    snippets: [
      { title: "openai", language: "python", write: python },
      env({ OPENAI_BASE_URL: "base", OPENAI_API_KEY: "key" }),
    ],
    source: "official",
    notes: [],
  },
  {
    id: "typescript",
    name: "TypeScript",
    fields: [],
    snippets: [
      { title: "openai", language: "typescript", write: typescript },
      env({ OPENAI_BASE_URL: "base", OPENAI_API_KEY: "key" }),
    ],
    source: "official",
    notes: [],
  },
];
