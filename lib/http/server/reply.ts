import "server-only";

/** Where a streamed reply is written; both adapters give one. */
export type ByteSink = {
  /** Hands bytes on. False asks to wait for `drained` before more are written. */
  write(chunk: Uint8Array | string): boolean;
  /** Resolves when the reader has caught up, or has gone. */
  drained(): Promise<void>;
  /** Aborts when the reader goes away. */
  readonly signal: AbortSignal;
};

export type ReplyHeaders = Record<string, string>;

/** What a route answers. A stream that has begun ends by itself: `write` handles its own failures. */
export type Reply =
  | { kind: "json"; status?: number; headers?: ReplyHeaders; body: unknown }
  /** JSON that is handed on as it came, byte for byte. */
  | { kind: "json-text"; status?: number; headers?: ReplyHeaders; text: string }
  | { kind: "empty"; status?: number; headers?: ReplyHeaders }
  | { kind: "stream"; status?: number; headers: ReplyHeaders; write: (sink: ByteSink) => Promise<void> };

/** For event streams: never cached, never compressed, never held back by a proxy. */
export const eventStreamHeaders: ReplyHeaders = {
  "content-type": "text/event-stream; charset=utf-8",
  "cache-control": "no-store, no-transform",
  "x-accel-buffering": "no",
};

/** On every reply of both doors. Nothing of the upstream's headers is copied. */
export const commonHeaders: ReplyHeaders = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "cross-origin-resource-policy": "same-origin",
  "content-security-policy": "default-src 'none'; frame-ancestors 'none'; sandbox",
};

export const jsonType: ReplyHeaders = { "content-type": "application/json" };
