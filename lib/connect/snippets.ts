/** With what a program comes in. */
export type Connection = {
  /** Scheme, host and port, without a path. */
  root: string;
  /** The same with `/v1`. */
  base: string;
  key: string;
  model: string;
};

const shellQuoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
const json = (value: unknown) => JSON.stringify(value, null, 2);
/** Every JSON string is one of YAML, Python and TypeScript too. */
const quoted = (text: string) => JSON.stringify(text);

/** A call by hand. */
export const curl = ({ base, key, model }: Connection): string =>
  `curl ${shellQuoted(`${base}/chat/completions`)} \\
  -H ${shellQuoted(`Authorization: Bearer ${key}`)} \\
  -H 'Content-Type: application/json' \\
  -d ${shellQuoted(JSON.stringify({ model, messages: [{ role: "user", content: "Hello" }] }))}`;

export const python = ({ base, key, model }: Connection): string =>
  `from openai import OpenAI

client = OpenAI(base_url=${quoted(base)}, api_key=${quoted(key)})
answer = client.chat.completions.create(
    model=${quoted(model)},
    messages=[{"role": "user", "content": "Hello"}],
)
print(answer.choices[0].message.content)`;

export const typescript = ({ base, key, model }: Connection): string =>
  `import OpenAI from "openai";

const client = new OpenAI({ baseURL: ${quoted(base)}, apiKey: ${quoted(key)} });
const answer = await client.chat.completions.create({
  model: ${quoted(model)},
  messages: [{ role: "user", content: "Hello" }],
});
console.log(answer.choices[0]?.message.content);`;

/** Continue's config.yaml. */
export const continueYaml = ({ base, key, model }: Connection): string =>
  `name: SiliconFlow
version: 1.0.0
schema: v1
models:
  - name: SiliconFlow
    provider: openai
    model: ${quoted(model)}
    apiBase: ${quoted(base)}
    apiKey: ${quoted(key)}
    roles: [chat, edit, apply]`;

/** Claude Code's own settings.json; the same names work as environment variables. */
export const claudeCodeSettings = ({ root, key, model }: Connection): string =>
  json({ env: { ANTHROPIC_BASE_URL: root, ANTHROPIC_AUTH_TOKEN: key, ANTHROPIC_MODEL: model } });

/** What Chatbox imports from the clipboard. */
export const chatboxImport = ({ root, key, model }: Connection): string =>
  json({
    id: "siliconflow-playground",
    name: "SiliconFlow Playground",
    type: "openai",
    urls: { website: root },
    settings: { apiHost: root, apiPath: "/v1/chat/completions", apiKey: key, models: [{ modelId: model }] },
  });

type Variables = Readonly<Record<string, keyof Connection | ((connection: Connection) => string)>>;

/** Lines of an environment file. */
export const environment =
  (variables: Variables) =>
  (connection: Connection): string =>
    Object.entries(variables)
      .map(([name, value]) => `${name}=${typeof value === "string" ? connection[value] : value(connection)}`)
      .join("\n");
