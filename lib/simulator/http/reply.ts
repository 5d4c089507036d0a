import type { Json, JsonObject } from "@/lib/simulator/json";

/**
 * One step of an event stream. `data` becomes an event (an object is written as JSON, a string as it is);
 * `raw` is written untouched; `stall` stops for `ms`, or until the client leaves; `destroy` ends the socket.
 */
export type Frame =
  | {
      kind: "data";
      part: "open" | "delta" | "finish" | "usage" | "done" | "extra";
      value: JsonObject | string;
      /** How many tokens the frame carries: what the pace is counted in. */
      tokens: number;
      /** The name of the event, for routes whose streams have one. */
      event?: string;
    }
  | { kind: "raw"; text: string }
  | { kind: "stall"; ms: number | null }
  | { kind: "destroy" };

export type Headers = Readonly<Record<string, string>>;

/** What a route answers. Nothing is written before the reply is known; `http/send.ts` writes it. */
export type Reply =
  /** `tokens` and `workMs` (at speed 1) are what the answer takes before it comes. */
  | { kind: "json"; status: number; body: Json; headers?: Headers; tokens?: number; workMs?: number }
  | { kind: "body"; status: number; body: string | Buffer; contentType: string; headers?: Headers }
  | {
      kind: "pieces";
      status: number;
      contentType: string;
      pieces: Iterable<Buffer> | AsyncIterable<Buffer>;
      headers?: Headers;
    }
  /** Sound in pieces of so many seconds. `wholeSeconds` sends nothing before all of it would be made. */
  | {
      kind: "sound";
      contentType: string;
      pieces: AsyncIterable<{ bytes: Uint8Array; seconds: number }>;
      wholeSeconds: number | null;
      headers?: Headers;
    }
  | { kind: "stream"; frames: Iterable<Frame>; headers?: Headers };

export function jsonReply(body: Json, status = 200): Reply {
  return { kind: "json", status, body };
}

export function textReply(body: string, status: number): Reply {
  return { kind: "body", status, body, contentType: "text/plain; charset=utf-8" };
}
