import { randomUUID } from "node:crypto";

export const model = "Qwen/Qwen3-8B";

/** One way to ask for an answer: through the run engine, through /v1, or the upstream itself. */
export type Door = {
  url: string;
  headers: () => Record<string, string>;
  body: (prompt: string) => unknown;
};

const chat = (prompt: string) => ({
  model,
  messages: [{ role: "user", content: prompt }],
  stream: true,
  enable_thinking: false,
});

/** POST /api/runs, as a page of this origin calls it. */
export const engineDoor = (serverUrl: string): Door => ({
  url: `${serverUrl}/api/runs`,
  headers: () => ({ origin: serverUrl, "idempotency-key": randomUUID() }),
  body: (prompt) => ({ operation: "chat.completions", input: chat(prompt) }),
});

/** POST /v1/chat/completions of this product, of an upstream or of any relay before one. */
export const clientDoor = (baseUrl: string, key?: string): Door => ({
  url: `${baseUrl}/v1/chat/completions`,
  headers: () => (key ? { authorization: `Bearer ${key}` } : {}),
  body: chat,
});

/** The same of Portkey's gateway, told by headers where to go. */
export const portkeyDoor = (baseUrl: string, upstreamUrl: string): Door => ({
  ...clientDoor(baseUrl),
  headers: () => ({
    authorization: "Bearer sk-bench",
    "x-portkey-provider": "openai",
    "x-portkey-custom-host": `${upstreamUrl}/v1`,
  }),
});
