import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { monotonicMs } from "./clock";
import { model } from "./door";
import { markdownTokens } from "./markdown-text";

/*
 * An upstream for measuring, run as a process of its own: it writes frames at an exact pace. A question says which:
 * "bench stamps 200 20" is 200 frames, one each 20 ms, that carry the moment at which they were written;
 * "bench markdown 1000 10" is the first 1000 tokens of a fixed Markdown text, one each 10 ms. A clip is done at once
 * and as large as its prompt says: "bench clip 200" is 200 MB. "bench flood" writes frames as fast as they are taken, without
 * an end. A file and a recording is read to its end and always says the same.
 */

const requestSchema = z.object({ messages: z.array(z.object({ content: z.string() })) });

type Order = { contents: (index: number) => string; count: number; everyMs: number };

function orderOf(body: string): Order {
  const prompt = requestSchema.parse(JSON.parse(body)).messages.at(-1)?.content ?? "";
  const [, kind, count, every] = /^bench (stamps|markdown) (\d+) (\d+)/.exec(prompt) ?? [];
  const order = { count: Number(count ?? 1), everyMs: Number(every ?? 1) };
  if (kind !== "markdown") return { ...order, contents: () => `@${Math.round(monotonicMs() * 1000)};` };
  const tokens = markdownTokens(order.count);
  return { ...order, contents: (index) => tokens[index] ?? "" };
}

const frame = (delta: object, finishReason: string | null, more: object = {}) => {
  const choices = [{ index: 0, delta, finish_reason: finishReason }];
  const head = {
    id: "0199a1b2c3d4e5f60718293a4b5c6d7e",
    object: "chat.completion.chunk",
    created: 1763700000,
  };
  return `data: ${JSON.stringify({ ...head, model, choices, ...more })}\n\n`;
};

/** Each frame aims at a point on one line of time, so that late timers do not add up. */
function play({ contents, count, everyMs }: Order, response: ServerResponse): void {
  const startedMs = monotonicMs();
  let sent = 0;
  const step = () => {
    if (response.destroyed) return;
    const due = Math.min(count, 1 + Math.floor((monotonicMs() - startedMs) / everyMs));
    for (; sent < due; sent += 1) response.write(frame({ content: contents(sent) }, null));
    if (sent < count) {
      setTimeout(step, Math.max(0, startedMs + sent * everyMs - monotonicMs()));
      return;
    }
    const usage = { prompt_tokens: 10, completion_tokens: count, total_tokens: count + 10 };
    response.end(`${frame({ content: "" }, "stop", { usage })}data: [DONE]\n\n`);
  };
  step();
}

/** The first bytes of an MP4, by which it is known as one. */
const clipHead = Buffer.from("\0\0\0\x18ftypisom\0\0\x02\0isommp42", "latin1");
const clipPiece = Buffer.alloc(64 * 1024, clipHead);

/** Writes a clip as fast as it is taken. */
function playClip(megabytes: number, response: ServerResponse): void {
  let left = megabytes * 16;
  const write = () => {
    while (left > 0) {
      left -= 1;
      if (!response.write(clipPiece)) {
        response.once("drain", write);
        return;
      }
    }
    response.end();
  };
  response.writeHead(200, { "content-type": "video/mp4", "content-length": left * clipPiece.length });
  write();
}

/** Writes frames as fast as they are taken, until the reader leaves. */
function flood(response: ServerResponse): void {
  const piece = frame({ content: "0123456789abcdef".repeat(64) }, null);
  const write = () => {
    while (!response.destroyed) {
      if (response.write(piece)) continue;
      response.once("drain", write);
      return;
    }
  };
  write();
}

function replyJson(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

/** The calls about a clip; its size travels as the job's id. Gives whether it was one. */
async function answerClip(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
  const megabytes = /^\/clip\/(\d+)\.mp4$/.exec(request.url ?? "")?.[1];
  if (megabytes) playClip(Number(megabytes), response);
  else if (request.url === "/v1/video/submit") {
    const { prompt } = z.object({ prompt: z.string() }).parse(JSON.parse(await text(request)));
    replyJson(response, { requestId: /^bench clip (\d+)$/.exec(prompt)?.[1] ?? "1" });
  } else if (request.url === "/v1/video/status") {
    const { requestId } = z.object({ requestId: z.string() }).parse(JSON.parse(await text(request)));
    const url = `http://${request.headers.host}/clip/${requestId}.mp4`;
    replyJson(response, { status: "Succeed", results: { videos: [{ url }] } });
  } else return false;
  return true;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (await answerClip(request, response)) return;
  if (request.url === "/v1/audio/transcriptions") {
    for await (const _ of request); // read to its end, and kept nowhere
    replyJson(response, { text: "bench heard" });
    return;
  }
  if (request.url === "/v1/files") {
    let bytes = 0;
    for await (const piece of request) bytes += piece.length;
    const data = {
      id: "file-bench",
      object: "file",
      bytes,
      createdAt: 1763700000,
      filename: "x",
      purpose: "batch",
    };
    replyJson(response, { code: 20000, message: "Ok", status: true, data });
    return;
  }
  if (request.method === "GET") {
    const data = [{ id: model, object: "model", created: 0, owned_by: "" }];
    replyJson(response, { object: "list", data });
    return;
  }
  const body = await text(request);
  response.writeHead(200, { "content-type": "text/event-stream" });
  if (body.includes('"bench flood"')) flood(response);
  else play(orderOf(body), response);
}

const server = http.createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.listen(Number(process.argv[2]), "127.0.0.1", () => process.send?.("listening"));
process.once("disconnect", () => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
