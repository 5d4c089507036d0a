import { Pacer, sleep } from "@/lib/simulator/http/pacer";
import type { Frame, Headers, Reply } from "@/lib/simulator/http/reply";
import { type SseFormat, sseEvent, sseOpening } from "@/lib/simulator/http/sse";
import type { Wire } from "@/lib/simulator/http/wire";
import type { Pace } from "@/lib/simulator/options";
import type { Random } from "@/lib/simulator/random";

export type Sending = { wire: Wire; format: SseFormat; pace: () => Pace; random: Random; headers: Headers };

/** Writes a reply as the wire and the pace allow. Resolves when it is written or the client has left. */
export async function sendReply(reply: Reply, sending: Sending): Promise<void> {
  const headers = { ...sending.headers, ...reply.headers };
  if (reply.kind === "stream") return sendStream(reply.frames, { ...sending, headers });
  if (reply.kind === "pieces") return sendPieces(reply, { ...sending, headers });
  if (reply.kind === "sound") return sendSound(reply, { ...sending, headers });
  await workOff(reply, sending);
  const { wire } = sending;
  const json = reply.kind === "json";
  const body = json ? JSON.stringify(reply.body) : reply.body;
  const length = { "content-length": String(Buffer.byteLength(body)) };
  const contentType = json ? "application/json; charset=utf-8" : reply.contentType;
  if (!(await wire.open(reply.status, contentType, { ...headers, ...length }))) return;
  if (await wire.write(body)) await wire.end();
}

/** Waits as long as the work on an answer takes. */
export async function workOff(reply: Reply, sending: Sending): Promise<void> {
  const { wire } = sending;
  const pace = sending.pace();
  if (reply.kind === "sound") {
    for await (const { seconds } of reply.pieces) {
      if (pace.speed > 0) await sleep((seconds * 1000) / pace.speechRate / pace.speed, wire.signal);
      if (!wire.alive) return;
    }
  }
  if (reply.kind !== "json") return;
  if (reply.tokens !== undefined) await paceWholeAnswer(reply.tokens, sending);
  if (reply.workMs !== undefined && pace.speed > 0) await sleep(reply.workMs / pace.speed, wire.signal);
}

/** Without a length of its own: the headers may announce any. */
async function sendPieces(
  { status, contentType, pieces }: Extract<Reply, { kind: "pieces" }>,
  { wire, headers }: Sending,
): Promise<void> {
  if (!(await wire.open(status, contentType, headers))) return;
  for await (const piece of pieces) if (!(await wire.write(piece))) return;
  await wire.end();
}

/** In chunks, as they are made: the first after the first byte's wait, each other once the sound before it is due. */
async function sendSound(
  { contentType, pieces, wholeSeconds }: Extract<Reply, { kind: "sound" }>,
  { wire, headers, pace: paceNow }: Sending,
): Promise<void> {
  const pace = paceNow();
  const from = performance.now();
  let made = wholeSeconds ?? 0;
  let isOpen = false;
  for await (const { bytes, seconds } of pieces) {
    if (pace.speed > 0) {
      const due = pace.speechFirstByteMs + (made * 1000) / pace.speechRate;
      await sleep(from + due / pace.speed - performance.now(), wire.signal);
    }
    if (!isOpen && !(await wire.open(200, contentType, headers))) return;
    isOpen = true;
    if (wholeSeconds === null) made += seconds;
    if (bytes.length > 0 && !(await wire.write(Buffer.from(bytes)))) return;
  }
  if (!isOpen && !(await wire.open(200, contentType, headers))) return;
  await wire.end();
}

async function paceWholeAnswer(tokens: number, { wire, pace, random }: Sending): Promise<void> {
  const pacer = new Pacer(pace, random, wire.signal);
  await pacer.firstToken();
  await pacer.tokens(tokens);
}

async function sendStream(frames: Iterable<Frame>, sending: Sending): Promise<void> {
  const { wire, format, pace, random, headers } = sending;
  const pacer = new Pacer(pace, random, wire.signal);
  const streamHeaders = { "cache-control": "no-cache", ...headers };
  if (!(await wire.open(200, "text/event-stream", streamHeaders))) return;
  await pacer.firstToken();
  let opening = sseOpening(format);
  for (const frame of frames) {
    if (frame.kind === "stall") await sleep(frame.ms, wire.signal);
    else if (frame.kind === "destroy") await wire.destroy();
    else {
      if (frame.kind === "data") await pacer.tokens(frame.tokens);
      const text = frame.kind === "raw" ? frame.text : sseEvent(frame, format);
      await wire.write(opening + text);
      opening = "";
    }
    if (!wire.alive) return;
  }
  await wire.end();
}
