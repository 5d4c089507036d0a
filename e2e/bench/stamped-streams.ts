import http from "node:http";
import { monotonicMs, pause } from "./clock";
import type { Door } from "./door";
import { openStream } from "./event-stream";

export type Load = { streams: number; frames: number; everyMs: number };

export type LoadResult = {
  /** Milliseconds from the upstream's write to this reader, of every frame. */
  delays: number[];
  /** Milliseconds from the request to the first frame, of every stream. */
  firstFrames: number[];
  /** Streams that did not bring each of their frames. */
  errors: number;
};

/** Streams do not begin at one moment in life either. */
const startEveryMs = 2.5;

/** Reads that many streams at once from the rig, through a door; each frame carries the moment it was written. */
export async function readStamped(door: Door, load: Load, whileOpen = async () => {}): Promise<LoadResult> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });
  const result: LoadResult = { delays: [], firstFrames: [], errors: 0 };
  const prompt = `bench stamps ${load.frames} ${load.everyMs}`;

  async function one(): Promise<void> {
    const startedMs = monotonicMs();
    let seen = 0;
    let rest = "";
    const onText = (text: string, atMs: number) => {
      const known = rest + text;
      let end = 0;
      for (const match of known.matchAll(/@(\d+);/g)) {
        if (seen === 0) result.firstFrames.push(atMs - startedMs);
        seen += 1;
        result.delays.push(atMs - Number(match[1]) / 1000);
        end = match.index + match[0].length;
      }
      rest = known.slice(Math.max(end, known.length - 20));
    };
    const body = door.body(prompt);
    const stream = await openStream({ url: door.url, headers: door.headers(), body, agent, onText });
    const complete = await stream.ended;
    if (!complete || seen !== load.frames) result.errors += 1;
  }

  const all: Promise<void>[] = [];
  const startedMs = monotonicMs();
  for (let number = 0; number < load.streams; number += 1) {
    await pause(startedMs + number * startEveryMs - monotonicMs());
    all.push(
      one().catch(() => {
        result.errors += 1;
      }),
    );
  }
  await whileOpen();
  await Promise.all(all);
  agent.destroy();
  return result;
}
