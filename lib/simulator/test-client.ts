import { connect, type Socket } from "node:net";
import type { Simulator } from "@/lib/simulator/simulator";

/* How the tests beside this file talk to a simulator: fetch, or a bare socket where bytes matter. */

export const testKey = "sk-test";

export type Answer = { status: number; headers: Headers; text: string; json: unknown };

type Sending = { key?: string; scenario?: string; signal?: AbortSignal };

export function openChat(simulator: Simulator, body: unknown, sending: Sending = {}): Promise<Response> {
  return openPost(simulator, "/v1/chat/completions", body, sending);
}

function openPost(simulator: Simulator, path: string, body: unknown, sending: Sending): Promise<Response> {
  return fetch(simulator.url + path, {
    method: "POST",
    headers: {
      authorization: `Bearer ${sending.key ?? testKey}`,
      "content-type": "application/json",
      ...(sending.scenario === undefined ? {} : { "x-simulator-scenario": sending.scenario }),
    },
    body: typeof body === "string" ? body : JSON.stringify(body),
    ...(sending.signal === undefined ? {} : { signal: sending.signal }),
  });
}

export async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: parsed(text) };
}

export async function post(
  simulator: Simulator,
  path: string,
  body: unknown,
  sending: Sending = {},
): Promise<Answer> {
  return readAnswer(await openPost(simulator, path, body, sending));
}

export async function chat(simulator: Simulator, body: unknown, sending: Sending = {}): Promise<Answer> {
  return readAnswer(await openChat(simulator, body, sending));
}

export async function get(
  simulator: Simulator,
  path: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return readAnswer(
    await fetch(simulator.url + path, { headers: { authorization: `Bearer ${testKey}`, ...headers } }),
  );
}

export async function control(
  simulator: Simulator,
  method: string,
  action: string,
  body?: unknown,
): Promise<Answer> {
  return readAnswer(
    await fetch(`${simulator.url}/__control/${action}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }),
  );
}

export function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

/** The `data` of each event of a stream in SiliconFlow's own form. */
export function dataOf(text: string): string[] {
  return text
    .split("\n\n")
    .filter((event) => event !== "")
    .map((event) => event.replace(/^data: ?/, ""));
}

export type Chunk = {
  id: string;
  model: string;
  choices: {
    index: number;
    delta: {
      content: string | null;
      reasoning_content: string | null;
      role?: string;
      tool_calls?: { index: number; id: string | null; function: { name?: string; arguments: string } }[];
    };
    finish_reason: string | null;
  }[];
  usage?: { prompt_tokens: number; completion_tokens: number; total_tokens: number };
};

export function chunksOf(text: string): Chunk[] {
  return dataOf(text)
    .filter((data) => data !== "[DONE]")
    .map((data): Chunk => JSON.parse(data));
}

/** The text of one choice, as a reader would put it together. */
export function streamedText(text: string, index = 0): { content: string; reasoning: string } {
  const choices = chunksOf(text).flatMap((chunk) => chunk.choices.filter((choice) => choice.index === index));
  return {
    content: choices.map((choice) => choice.delta.content ?? "").join(""),
    reasoning: choices.map((choice) => choice.delta.reasoning_content ?? "").join(""),
  };
}

/** A bare socket that has sent a chat request and reads nothing yet. */
export function rawChat(simulator: Simulator, body: unknown, scenario: string): Socket {
  const text = JSON.stringify(body);
  const socket = connect(simulator.port, "127.0.0.1");
  socket.pause();
  socket.write(
    "POST /v1/chat/completions HTTP/1.1\r\nHost: simulator\r\nConnection: close\r\n" +
      `Authorization: Bearer ${testKey}\r\nContent-Type: application/json\r\n` +
      `X-Simulator-Scenario: ${scenario}\r\nContent-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`,
  );
  return socket;
}

/** Everything that a socket receives until it is closed, and the code of the error that closed it. */
export function drainSocket(socket: Socket): Promise<{ bytes: Buffer; error: string | undefined }> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let error: string | undefined;
    socket.on("data", (piece) => pieces.push(Buffer.from(piece)));
    socket.on("error", (cause) => {
      error = "code" in cause ? String(cause.code) : cause.message;
    });
    socket.on("close", () => resolve({ bytes: Buffer.concat(pieces), error }));
    socket.resume();
  });
}

/** The pieces of a chunked HTTP body, as they were written, and whether the body was ended. */
export function chunkedBody(bytes: Buffer): { pieces: Buffer[]; complete: boolean } {
  const pieces: Buffer[] = [];
  let at = bytes.indexOf("\r\n\r\n") + 4;
  while (at < bytes.length) {
    const lineEnd = bytes.indexOf("\r\n", at);
    const size = Number.parseInt(bytes.subarray(at, lineEnd).toString("latin1"), 16);
    if (size === 0) return { pieces, complete: true };
    if (lineEnd === -1 || Number.isNaN(size)) break;
    pieces.push(bytes.subarray(lineEnd + 2, lineEnd + 2 + size));
    at = lineEnd + 2 + size + 2;
  }
  return { pieces, complete: false };
}
