import http, { type IncomingMessage, type ServerResponse } from "node:http";
import { text } from "node:stream/consumers";
import { z } from "zod";
import { monotonicMs } from "./clock";
import { model } from "./door";
import { markdownTokens } from "./markdown-text";

/*
 * An upstream for measuring, run as a process of its own: it writes frames at an exact pace. A question says which:
 * "bench stamps 200 20" is 200 frames, one each 20 ms, that carry the moment at which they were written;
 * "bench markdown 1000 10" is the first 1000 tokens of a fixed Markdown text, one each 10 ms.
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

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === "GET") {
    const data = [{ id: model, object: "model", created: 0, owned_by: "" }];
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify({ object: "list", data }));
    return;
  }
  const order = orderOf(await text(request));
  response.writeHead(200, { "content-type": "text/event-stream" });
  play(order, response);
}

const server = http.createServer((request, response) => {
  answer(request, response).catch(() => response.destroy());
});
server.listen(Number(process.argv[2]), "127.0.0.1", () => process.send?.("listening"));
process.once("disconnect", () => process.exit(0));
for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => process.exit(0));
