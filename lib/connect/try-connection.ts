import { createParser } from "eventsource-parser";
import * as z from "zod/mini";

/** Why a program would not get in, as far as what to do about it differs. */
export const failureReasons = [
  "unreachable",
  "unauthorized",
  "forbidden",
  "model",
  "limit",
  "budget",
  "busy",
  "upstream",
  "refused",
  "malformed",
] as const;

export type Failure = {
  state: "failed";
  reason: (typeof failureReasons)[number];
  status?: number;
  /** The server's own sentence. */
  message?: string;
  /** After how many seconds it is worth another try, where the server says so. */
  retryAfterSeconds?: number;
};
export type ListOutcome = { state: "listed"; models: number; milliseconds: number } | Failure;
export type ChatOutcome =
  | { state: "answered"; text: string; milliseconds: number; firstTokenMs: number }
  | Failure;

const listSchema = z.object({ data: z.array(z.object({ id: z.string() })) });
const errorSchema = z.object({ error: z.object({ message: z.string() }) });
const said = z.optional(z.nullable(z.string()));
const chunkSchema = z.object({
  choices: z.array(z.object({ delta: z.optional(z.object({ content: said, reasoning_content: said })) })),
});

const reasons: Readonly<Record<number, Failure["reason"]>> = {
  401: "unauthorized",
  402: "budget",
  403: "forbidden",
  404: "model",
  429: "limit",
  500: "upstream",
  502: "upstream",
  503: "busy",
  504: "upstream",
};

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function failure(response: Response): Promise<Failure> {
  const body = errorSchema.safeParse(parsed(await response.text().catch(() => "")));
  const { status } = response;
  const message = body.data?.error.message;
  const retryAfterSeconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return {
    state: "failed",
    reason: reasons[status] ?? "refused",
    status,
    ...(message && { message }),
    ...(retryAfterSeconds > 0 && { retryAfterSeconds }),
  };
}

const headersFor = (key: string): Record<string, string> => (key ? { authorization: `Bearer ${key}` } : {});
const unreachable: Failure = { state: "failed", reason: "unreachable" };
const malformed: Failure = { state: "failed", reason: "malformed" };

/** Asks for the list of models as a program would; costs nothing. The key is sent to this server and kept nowhere. */
export async function listModels(key: string, signal: AbortSignal): Promise<ListOutcome> {
  const began = performance.now();
  try {
    const response = await fetch("/v1/models", { headers: headersFor(key), signal, credentials: "omit" });
    if (!response.ok) return await failure(response);
    const list = listSchema.safeParse(parsed(await response.text()));
    if (!list.success) return malformed;
    return { state: "listed", models: list.data.data.length, milliseconds: performance.now() - began };
  } catch {
    return unreachable;
  }
}

export type ChatTrial = { key: string; model: string; thinkingSwitch: boolean };

/** Asks one short question as a program would, and measures; costs a few tokens. */
export async function askOnce(trial: ChatTrial, signal: AbortSignal): Promise<ChatOutcome> {
  const began = performance.now();
  const body = {
    model: trial.model,
    messages: [{ role: "user", content: "Say hello in one short line." }],
    max_tokens: 64,
    stream: true,
    ...(trial.thinkingSwitch && { enable_thinking: false }),
  };
  try {
    const response = await fetch("/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json", ...headersFor(trial.key) },
      body: JSON.stringify(body),
      signal,
      credentials: "omit",
    });
    if (!response.ok || !response.body) return await failure(response);
    return await readAnswer(response.body, began);
  } catch {
    return unreachable;
  }
}

async function readAnswer(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  began: number,
): Promise<ChatOutcome> {
  let text = "";
  let firstTokenMs: number | undefined;
  let broken: Failure | undefined;
  const parser = createParser({
    onEvent: ({ data }) => {
      const frame = parsed(data);
      const error = errorSchema.safeParse(frame);
      if (error.success) broken = { state: "failed", reason: "upstream", message: error.data.error.message };
      const delta = chunkSchema.safeParse(frame).data?.choices[0]?.delta;
      if (delta?.content || delta?.reasoning_content) firstTokenMs ??= performance.now() - began;
      text += delta?.content ?? "";
    },
  });
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) parser.feed(piece.value);
  if (broken) return broken;
  if (firstTokenMs === undefined) return malformed;
  return { state: "answered", text: text.trim(), milliseconds: performance.now() - began, firstTokenMs };
}
